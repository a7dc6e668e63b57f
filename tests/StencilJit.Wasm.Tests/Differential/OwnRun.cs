namespace StencilJit.Wasm.Tests.Differential;

/// <summary>Runs a generated program in this engine.</summary>
internal static class OwnRun
{
    public static IReadOnlyList<string> Run(Engine engine, byte[] bytes, FunctionType[] types, int seed)
    {
        using var module = engine.Compile(bytes);
        using var store = new Store(engine);
        var linker = new Linker(store);
        linker.Define("host", ProgramGenerator.HostFunction, new HostFunction(ProgramGenerator.HostType, (ref HostCall call) =>
            call.SetI64(0, Outcome.Mix(call.GetI32(0), call.GetI64(1), call.GetF64(2)))));
        var instance = linker.Instantiate(module);
        var arguments = new ArgumentSource(seed);
        var outcomes = new List<string>();
        for (int i = types.Length - 1; i >= 0; i--)
        {
            Value[] values = [.. types[i].Parameters.Select(kind => ToValue(arguments.Next(kind)))];
            instance.GetGlobal("g0").Value = ProgramGenerator.Fuel;
            try
            {
                outcomes.Add($"f{i}: {Outcome.Of(ToObject(instance.GetFunction($"f{i}").Invoke(values)))}");
            }
            catch (TrapException trap)
            {
                outcomes.Add($"f{i}: {trap.Kind}");
            }
        }

        for (int i = 0; i < 5; i++)
            outcomes.Add($"g{i}: {Outcome.Of(ToObject([instance.GetGlobal($"g{i}").Value]))}");
        var memory = instance.GetMemory("memory");
        outcomes.Add(Outcome.OfMemory(memory.GetSpan(0, (int)memory.Length)));
        return outcomes;
    }

    private static Value ToValue(object value) => value switch
    {
        int number => (Value)number,
        long number => number,
        float number => number,
        _ => (double)value,
    };

    /// <summary>As Wasmtime gives results: none, one, or an array.</summary>
    private static object? ToObject(Value[] values)
    {
        object[] objects = [.. values.Select(ToObject)];
        return objects.Length switch
        {
            0 => null,
            1 => objects[0],
            _ => objects,
        };
    }

    private static object ToObject(Value value) => value.Kind switch
    {
        ValueKind.I32 => (object)value.AsI32(),
        ValueKind.I64 => value.AsI64(),
        ValueKind.F32 => value.AsF32(),
        _ => value.AsF64(),
    };
}
