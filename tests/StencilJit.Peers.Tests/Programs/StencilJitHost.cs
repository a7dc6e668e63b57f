using System.Security.Cryptography;
using System.Text;
using StencilJit.Peers.Tests.Calls;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Peers.Tests.Programs;

/// <summary>The engine under test.</summary>
internal static class StencilJitHost
{
    /// <summary>What a trap ends a program with, here and in the script that runs programs in Node.</summary>
    public const int TrapExitCode = 134;

    public static ProgramResult Run(ProgramRun run, CompilationMode compilation = CompilationMode.Eager)
    {
        using var engine = new Engine(compilation: compilation);
        using var module = WasmModule.Load(engine, run.Module);
        return Run(engine, module, run);
    }

    /// <summary>Runs a program that is compiled already.</summary>
    public static ProgramResult Run(Engine engine, WasmModule module, ProgramRun run)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        using var wasi = new WasiContext(Configure(run, output, errors));
        using var store = new Store(engine);
        var linker = new Linker(store);
        wasi.AddTo(linker);
        return new ProgramResult(Start(linker.Instantiate(module)), output.ToArray(), Encoding.UTF8.GetString(errors.ToArray()));
    }

    public static CallResults Call(CallSequence sequence, CompilationMode compilation)
    {
        using var engine = new Engine(compilation: compilation);
        using var module = WasmModule.Load(engine, sequence.ModulePath);
        using var wasi = new WasiContext(new WasiConfiguration());
        using var store = new Store(engine);
        var linker = new Linker(store);
        wasi.AddTo(linker);
        var instance = linker.Instantiate(module);
        var memory = instance.GetMemory("memory");
        var results = sequence.Calls.Select(call => Call(instance, call)).ToArray();
        return new CallResults(results, Convert.ToHexStringLower(SHA256.HashData(memory.GetSpan(0, (int)memory.Length))));
    }

    private static string Call(Instance instance, FunctionCall call)
    {
        try
        {
            var values = instance.GetFunction(call.Function.Name).Invoke(call.Values);
            return values.Length == 0 ? "" : ValueText.Format(values[0]);
        }
        catch (TrapException)
        {
            return "trap";
        }
    }

    private static int Start(Instance instance)
    {
        try
        {
            instance.GetFunction("_start").Invoke();
            return 0;
        }
        catch (WasiExitException exit)
        {
            return exit.ExitCode;
        }
        catch (TrapException)
        {
            return TrapExitCode;
        }
    }

    private static WasiConfiguration Configure(ProgramRun run, Stream output, Stream errors)
    {
        var configuration = new WasiConfiguration { Input = new MemoryStream(run.Input), Output = output, Error = errors };
        foreach (var argument in run.Arguments)
            configuration.Arguments.Add(argument);
        foreach (var variable in run.Environment)
            configuration.Environment.Add(variable);
        foreach (var directory in run.Directories)
            configuration.Directories.Add(directory);
        return configuration;
    }
}
