using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>Lets a log know the module, and at every stencil the instruction, that is being compiled; until it is disposed.</summary>
internal sealed class SourceRecording : IDisposable
{
    private readonly StitchLog _log;
    private readonly StitchSource? _document;
    private readonly ISourceCursor? _cursor;

    public SourceRecording(StitchLog log, FunctionState function)
    {
        _log = log;
        (_document, _cursor) = (log.Document, log.SourceCursor);
        log.Document = new StitchSource("wasm", function.Module.Bytes);
        log.SourceCursor = function;
    }

    public void Dispose() => (_log.Document, _log.SourceCursor) = (_document, _cursor);
}
