#include "tools/cordon/drive.hh"

#include "tools/cordon/interrupt.hh"

namespace cordon {

Result<Drove> drive(CaptureReader& reader, Selection& selection, Engine& engine,
                    ReplayOutput& output, const OutputFolder* folder, ProgressLine& progress) {
    while (!selection.finished()) {
        const Result<std::span<const Arrival>> batch = reader.next();
        if (!batch && interrupted()) return Drove::interrupted;
        if (!batch) return fail(batch.error());
        output.declare(reader.interfaces());
        if (batch->empty()) return interrupted() ? Drove::interrupted : Drove::to_the_end;
        engine.on_arrivals(selection.choose(*batch), output);
        if (folder != nullptr) {
            if (Result<void> written = folder->files().status(); !written)
                return fail(written.error());
        }
        progress.update(reader.bytes_read(), reader.bytes_total(), selection.chosen());
        // What was read has been judged: the counts of both agree.
        if (interrupted()) return Drove::interrupted;
    }
    return Drove::to_the_limit;
}

}  // namespace cordon
