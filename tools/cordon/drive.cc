#include "tools/cordon/drive.hh"

#include "tools/cordon/interrupt.hh"

namespace cordon {
namespace {

/// The first write that failed.
Result<void> status_of(const OutputFolder* folder) {
    return folder == nullptr ? Result<void>() : folder->files().status();
}

}  // namespace

Result<Drove> drive(CaptureReader& reader, Selection& selection, Engine& engine,
                    ReplayOutput& output, const OutputFolder* folder, ProgressLine& progress) {
    while (!selection.finished()) {
        const Result<std::span<const Arrival>> batch = reader.next();
        if (!batch && !interrupted()) return fail(batch.error());
        if (!batch) return Drove::interrupted;
        output.declare(reader.interfaces());
        engine.on_arrivals(selection.choose(*batch), output);
        if (Result<void> written = status_of(folder); !written) return fail(written.error());
        // What was read has been judged: the counts of both agree.
        if (interrupted()) {
            reader.give_back(0);
            return Drove::interrupted;
        }
        if (batch->empty()) return Drove::to_the_end;
        progress.update(reader.bytes_read(), reader.bytes_total(), selection.chosen());
    }
    reader.give_back(selection.unread());
    return Drove::to_the_limit;
}

}  // namespace cordon
