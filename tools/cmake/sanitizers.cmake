if(CORDON_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # clang 14 cannot put its marks before coroutines that are templates.
        add_compile_options(-fno-sanitize=function)
    endif()
endif()
if(CORDON_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
