namespace StencilJit.Peers.Tests.Calls;

/// <summary>Calls of a module's functions, to be made one after the other in one instance.</summary>
internal sealed record CallSequence(string ModulePath, IReadOnlyList<ExportedFunction> Functions, IReadOnlyList<FunctionCall> Calls)
{
    /// <summary>Random calls of all exported functions in random order.</summary>
    /// <param name="path">The module's file.</param>
    /// <param name="seed">Where to start: the same calls for the same number.</param>
    /// <param name="callsPerFunction">How often each function is called, about.</param>
    public static CallSequence Random(string path, int seed, int callsPerFunction)
    {
        var module = Module.Decode(File.ReadAllBytes(path));
        var functions = module.Exports
            .Where(export => export.Kind == ExternalKind.Function && export.Name != "_start")
            .Select(export => Describe(export.Name, module.TypeOfFunction(export.Index)))
            .ToArray();
        if (functions.Length == 0)
            return new CallSequence(path, [], []);
        var source = new ArgumentSource(seed);
        var calls = new FunctionCall[functions.Length * callsPerFunction];
        for (var i = 0; i < calls.Length; i++)
        {
            var function = functions[source.Index(functions.Length)];
            calls[i] = new FunctionCall(function, [.. function.Parameters.Select(source.Next)]);
        }

        return new CallSequence(path, functions, calls);
    }

    private static ExportedFunction Describe(string name, FunctionType type) =>
        new(name, type.Parameters, type.Results.IsEmpty ? null : type.Results.Single());
}
