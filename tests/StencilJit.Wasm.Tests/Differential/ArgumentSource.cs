namespace StencilJit.Wasm.Tests.Differential;

/// <summary>The same arguments for both engines.</summary>
internal sealed class ArgumentSource(int seed)
{
    private readonly Random _random = new(seed);

    public object Next(ValueKind kind)
    {
        long integer = _random.Next(2) == 0 ? _random.Next(-3, 40) : _random.NextInt64(long.MinValue, long.MaxValue);
        return kind switch
        {
            // Each boxed as what it is: without a cast all would become double.
            ValueKind.I32 => (object)(int)integer,
            ValueKind.I64 => integer,
            ValueKind.F32 => (float)(integer / 3.0),
            _ => integer / 7.0,
        };
    }
}
