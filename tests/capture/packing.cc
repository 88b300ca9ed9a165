#include "tests/capture/packing.hh"

#include <zlib.h>
#include <zstd.h>

namespace cordon::testing {

FileBytes gzipped(Bytes content) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    FileBytes packed(deflateBound(&stream, content.size()));
    FileBytes input(content.begin(), content.end());
    stream.next_in = input.data();
    stream.avail_in = static_cast<unsigned>(input.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<unsigned>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    return packed;
}

FileBytes zstd_packed(Bytes content) {
    FileBytes packed(ZSTD_compressBound(content.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), 3));
    return packed;
}

FileBytes joined(Bytes first, Bytes second) {
    FileBytes both(first.begin(), first.end());
    both.insert(both.end(), second.begin(), second.end());
    return both;
}

}  // namespace cordon::testing
