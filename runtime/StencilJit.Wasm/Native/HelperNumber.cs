namespace StencilJit.Wasm.Native;

/// <summary>The callbacks of the stencil <c>call_helper</c>, as positions in <see cref="NativeContext.Helpers"/>.</summary>
internal enum HelperNumber
{
    MemoryGrow,
    MemoryInit,
    MemoryCopy,
    MemoryFill,
    DataDrop,
    TableInit,
    TableCopy,
    TableFill,
    TableGrow,
    ElemDrop,
    CompileFunction,
    Count,
}
