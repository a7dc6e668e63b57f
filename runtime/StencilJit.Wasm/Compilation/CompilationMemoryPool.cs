namespace StencilJit.Wasm.Compilation;

/// <summary>What compilations that ended have used, for the next ones.</summary>
internal sealed class CompilationMemoryPool
{
    private const long MostKeptBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly Stack<CompilationMemory> _spares = [];
    private long _keptBytes;

    public CompilationMemory Rent()
    {
        lock (_gate)
        {
            if (!_spares.TryPop(out var spare))
                return new CompilationMemory();
            _keptBytes -= spare.ReservedBytes;
            return spare;
        }
    }

    /// <summary>Keeps memory, or gives it up where that would be too much.</summary>
    public void Return(CompilationMemory memory)
    {
        memory.Function.Clear();
        lock (_gate)
        {
            if (_keptBytes + memory.ReservedBytes > MostKeptBytes)
                return;
            _keptBytes += memory.ReservedBytes;
            _spares.Push(memory);
        }
    }
}
