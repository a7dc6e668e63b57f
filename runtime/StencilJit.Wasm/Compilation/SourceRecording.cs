using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Compilation;

/// <summary>Lets a log know the module, and at every stencil the instruction, that is being compiled; until it is disposed.</summary>
internal sealed class SourceRecording : IDisposable
{
    private readonly StitchLog _log;
    private readonly StitchSource? _document;
    private readonly ISourceCursor? _cursor;

    public SourceRecording(StitchLog log, Module module, ISourceCursor cursor)
    {
        _log = log;
        (_document, _cursor) = (log.Document, log.SourceCursor);
        log.Document = new StitchSource("wasm", module.Bytes);
        log.SourceCursor = cursor;
    }

    public void Dispose() => (_log.Document, _log.SourceCursor) = (_document, _cursor);
}
