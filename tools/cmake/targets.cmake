# One library for each folder of sim/: `cordon_library(flow SOURCES ... USES core decode)`. What a
# folder USES is what its files may include; tests/layers_test holds the includes to DESIGN's table.
function(cordon_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
    list(TRANSFORM ARG_USES REPLACE "^([a-z_]+)$" "cordon_\\1")
    add_library(cordon_${name} STATIC ${ARG_SOURCES})
    target_include_directories(cordon_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(cordon_${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_PRIVATE_USES})
    cordon_strict(cordon_${name})
endfunction()

# A test program: `cordon_test(flow SOURCES a_test.cc USES flow)` makes flow_test; every case in it
# is a ctest case. Cases run in the source folder, so that captures are found by relative paths.
function(cordon_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
    list(TRANSFORM ARG_USES REPLACE "^([a-z_]+)$" "cordon_\\1")
    add_executable(${name}_test ${ARG_SOURCES})
    target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name}_test PRIVATE ${ARG_USES} ${ARG_PRIVATE_USES}
                          GTest::gtest GTest::gtest_main)
    cordon_strict(${name}_test)
    gtest_discover_tests(${name}_test WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
                         DISCOVERY_TIMEOUT 60)
endfunction()

# A fuzz target: `cordon_fuzz(tls SOURCES tls_fuzz.cc USES classify)` makes fuzz_tls. Under the
# preset `fuzz` it is a libFuzzer program, built by the target fuzz_targets; elsewhere it replays
# tests/corpus/<name>/ as a test.
add_custom_target(fuzz_targets)
function(cordon_fuzz name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
    list(TRANSFORM ARG_USES REPLACE "^([a-z_]+)$" "cordon_\\1")
    if(CORDON_FUZZ)
        add_executable(fuzz_${name} ${ARG_SOURCES})
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
        add_dependencies(fuzz_targets fuzz_${name})
    else()
        add_executable(fuzz_${name} ${ARG_SOURCES}
                       ${PROJECT_SOURCE_DIR}/tests/support/replay_corpus.cc)
        add_test(NAME corpus.${name}
                 COMMAND fuzz_${name} ${PROJECT_SOURCE_DIR}/tests/corpus/${name})
    endif()
    target_include_directories(fuzz_${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(fuzz_${name} PRIVATE ${ARG_USES} ${ARG_PRIVATE_USES})
    cordon_strict(fuzz_${name})
endfunction()
