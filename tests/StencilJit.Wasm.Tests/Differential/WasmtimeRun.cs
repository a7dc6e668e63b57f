using Wasmtime;

namespace StencilJit.Wasm.Tests.Differential;

/// <summary>Runs a generated program in Wasmtime.</summary>
internal static class WasmtimeRun
{
    public static IReadOnlyList<string> Run(Wasmtime.Engine engine, byte[] bytes, FunctionType[] types, int seed)
    {
        using var module = Wasmtime.Module.FromBytes(engine, "program", bytes);
        using var store = new Wasmtime.Store(engine);
        using var linker = new Wasmtime.Linker(engine);
        linker.DefineFunction("host", ProgramGenerator.HostFunction, (int a, long b, double c) => Outcome.Mix(a, b, c));
        var instance = linker.Instantiate(store, module);
        var arguments = new ArgumentSource(seed);
        var outcomes = new List<string>();
        for (int i = types.Length - 1; i >= 0; i--)
        {
            ValueBox[] values = [.. types[i].Parameters.Select(kind => Box(arguments.Next(kind)))];
            instance.GetGlobal("g0")!.SetValue(ProgramGenerator.Fuel);
            try
            {
                outcomes.Add($"f{i}: {Outcome.Of(instance.GetFunction($"f{i}")!.Invoke(values))}");
            }
            catch (Wasmtime.TrapException trap)
            {
                outcomes.Add($"f{i}: {Describe(trap.Type)}");
            }
        }

        for (int i = 0; i < 5; i++)
            outcomes.Add($"g{i}: {Outcome.Of(instance.GetGlobal($"g{i}")!.GetValue())}");
        var memory = instance.GetMemory("memory")!;
        outcomes.Add(Outcome.OfMemory(memory.GetSpan(0, (int)memory.GetLength())));
        return outcomes;
    }

    private static ValueBox Box(object value) => value switch
    {
        int number => (ValueBox)number,
        long number => number,
        float number => number,
        _ => (double)value,
    };

    private static string Describe(TrapCode code) => code switch
    {
        TrapCode.Unreachable => nameof(TrapKind.Unreachable),
        TrapCode.IntegerDivisionByZero => nameof(TrapKind.IntegerDivideByZero),
        TrapCode.IntegerOverflow => nameof(TrapKind.IntegerOverflow),
        TrapCode.BadConversionToInteger => nameof(TrapKind.InvalidConversionToInteger),
        TrapCode.MemoryOutOfBounds => nameof(TrapKind.OutOfBoundsMemoryAccess),
        TrapCode.TableOutOfBounds => nameof(TrapKind.UndefinedElement),
        TrapCode.IndirectCallToNull => nameof(TrapKind.UninitializedElement),
        TrapCode.BadSignature => nameof(TrapKind.IndirectCallTypeMismatch),
        _ => code.ToString(),
    };
}
