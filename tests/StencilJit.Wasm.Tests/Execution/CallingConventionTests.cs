namespace StencilJit.Wasm.Tests.Execution;

/// <summary>Arguments and results between .NET, modules and host functions: some in registers, others in slots.</summary>
public class CallingConventionTests
{
    private const byte Get = 0x20, Call = 0x10;

    private static readonly ValueKind[] Kinds = [ValueKind.I32, ValueKind.F64, ValueKind.I64, ValueKind.F32];

    public static TheoryData<int, CompilationMode> Counts =>
        new MatrixTheoryData<int, CompilationMode>([0, 1, 2, 5, 6, 9, 16, 23, 40], Enum.GetValues<CompilationMode>());

    /// <summary>All parameters go on to a host function in the opposite order.</summary>
    [Theory]
    [MemberData(nameof(Counts))]
    public void All_arguments_arrive_whether_in_registers_or_in_slots(int count, CompilationMode compilation)
    {
        ValueKind[] types = [.. Enumerable.Range(0, count).Select(index => Kinds[index * 7 % Kinds.Length])];
        ValueKind[] reversed = [.. types.Reverse()];
        Value[] sent = [.. types.Select(Number)];
        Value[]? received = null;
        using var engine = new Engine(compilation: compilation);
        using var store = new Store(engine);
        byte[] body = [.. Enumerable.Range(0, count).Reverse().SelectMany(index => new byte[] { Get, (byte)index }), Call, 0];
        var module = engine.Compile(
            new ModuleUnderTest()
                .ImportFunction("host", new FunctionType([.. reversed], []))
                .Function("f", new FunctionType([.. types], []), body)
                .ToArray());
        var linker = new Linker(store);
        linker.Define("host", "host", new HostFunction(new FunctionType([.. reversed], []), (ref HostCall call) => received = Arguments(call, reversed)));
        var function = linker.Instantiate(module).GetFunction("f");
        for (int i = 0; i < 2; i++)
        {
            received = null;
            function.Invoke(sent);
            Assert.Equal([.. sent.Reverse()], received!);
        }
    }

    [Theory]
    [InlineData(ValueKind.I32)]
    [InlineData(ValueKind.I64)]
    [InlineData(ValueKind.F32)]
    [InlineData(ValueKind.F64)]
    public void A_result_comes_back_through_a_module_from_a_host_function(ValueKind kind)
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        var type = new FunctionType([kind], [kind]);
        var module = engine.Compile(
            new ModuleUnderTest().ImportFunction("host", type).Function("f", type, Get, 0, Call, 0).ToArray());
        var linker = new Linker(store);
        linker.Define("host", "host", new HostFunction(type, (ref HostCall call) => Answer(ref call, kind)));
        Assert.Equal([Number(kind, 7)], linker.Instantiate(module).GetFunction("f").Invoke(Number(kind, 7)));
    }

    private static void Answer(ref HostCall call, ValueKind kind)
    {
        switch (kind)
        {
            case ValueKind.I32:
                call.SetI32(0, call.GetI32(0));
                break;
            case ValueKind.I64:
                call.SetI64(0, call.GetI64(0));
                break;
            case ValueKind.F32:
                call.SetF32(0, call.GetF32(0));
                break;
            default:
                call.SetF64(0, call.GetF64(0));
                break;
        }
    }

    private static Value[] Arguments(HostCall call, ValueKind[] kinds)
    {
        var values = new Value[kinds.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            values[i] = kinds[i] switch
            {
                ValueKind.I32 => (Value)call.GetI32(i),
                ValueKind.I64 => (Value)call.GetI64(i),
                ValueKind.F32 => (Value)call.GetF32(i),
                _ => (Value)call.GetF64(i),
            };
        }

        return values;
    }

    private static Value Number(ValueKind kind, int number) => kind switch
    {
        ValueKind.I32 => (Value)(-1 - number),
        ValueKind.I64 => (Value)(long.MinValue + number),
        ValueKind.F32 => (Value)(0.5f + number),
        _ => (Value)(-0.25 - number),
    };
}
