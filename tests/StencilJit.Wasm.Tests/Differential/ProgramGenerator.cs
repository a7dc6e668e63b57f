namespace StencilJit.Wasm.Tests.Differential;

/// <summary>
/// Makes a random module that is valid, ends, and whose results do not depend on what the specification leaves open (bits of
/// NaNs): they are never stored or reinterpreted.
/// </summary>
internal sealed class ProgramGenerator
{
    public const int FunctionCount = 6;
    public const string HostFunction = "mix";

    /// <summary>The global that every turn of a loop counts down; below zero the program traps.</summary>
    public const byte FuelGlobal = 0;

    /// <summary>What that global is set to before each call.</summary>
    public const int Fuel = 1000;

    private static readonly ValueKind[] s_kinds = [ValueKind.I32, ValueKind.I64, ValueKind.F32, ValueKind.F64];

    private readonly Random _random;
    private readonly ModuleUnderTest _module = new();
    private readonly FunctionType[] _types = new FunctionType[FunctionCount];

    private ProgramGenerator(int seed) => _random = new Random(seed);

    /// <summary>What the imported function does with its arguments.</summary>
    public static FunctionType HostType { get; } =
        new([ValueKind.I32, ValueKind.I64, ValueKind.F64], [ValueKind.I64]);

    /// <summary>The module: its functions are exported as f0, f1 and so on, its globals as g0 to g4, its memory as "memory".</summary>
    /// <param name="seed">Decides what it is.</param>
    /// <param name="types">The types of the exported functions.</param>
    public static byte[] Generate(int seed, out FunctionType[] types)
    {
        var generator = new ProgramGenerator(seed);
        var bytes = generator.Generate();
        types = generator._types;
        return bytes;
    }

    private byte[] Generate()
    {
        _module.ImportFunction(HostFunction, HostType);
        for (int i = 0; i < FunctionCount; i++)
            _types[i] = new FunctionType([.. Kinds(_random.Next(6))], [.. Kinds(_random.Next(4) == 0 ? _random.Next(5) : 1)]);

        _module.Memory(1, 2).Export("memory", ExternalKind.Memory, 0);
        _module.Table(FunctionCount + 2).Elements(1, [.. Enumerable.Range(1, FunctionCount).Select(index => (byte)index)]);
        _module.Global(ValueKind.I32, true, Zero(ValueKind.I32));
        foreach (var kind in s_kinds)
            _module.Global(kind, true, Zero(kind));
        for (byte global = 0; global <= s_kinds.Length; global++)
            _module.Export($"g{global}", ExternalKind.Global, global);

        for (int i = 0; i < FunctionCount; i++)
        {
            // Sometimes so many locals that slots are out of the reach of most stencils.
            var locals = Kinds(_random.Next(12) == 0 ? 2500 : _random.Next(8));
            var body = new BodyGenerator(_random, _module, _types, i, locals);
            _module.Function($"f{i}", _types[i], locals, body.Generate());
        }

        return _module.ToArray();
    }

    private ValueKind[] Kinds(int count) => [.. Enumerable.Range(0, count).Select(_ => s_kinds[_random.Next(s_kinds.Length)])];

    private static byte[] Zero(ValueKind kind) => kind switch
    {
        ValueKind.I32 => [0x41, 0],
        ValueKind.I64 => [0x42, 0],
        ValueKind.F32 => [0x43, 0, 0, 0, 0],
        _ => [0x44, 0, 0, 0, 0, 0, 0, 0, 0],
    };
}
