using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Wasm.Cli;

/// <summary>Loads a module, connects it to WASI and runs it.</summary>
internal static class ProgramRunner
{
    // What WASI's conventions for commands and reactors call the functions to start with.
    private const string Start = "_start";
    private const string Initialize = "_initialize";

    // All functions of a shorter module are compiled sooner than they are validated first and compiled one by one.
    private const int LeastLazyLength = 64 << 10;

    /// <summary>Runs to the end; what goes wrong is told on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(RunOptions options)
    {
        try
        {
            return Execute(options);
        }
        catch (WasiExitException exit)
        {
            return exit.ExitCode;
        }
        catch (TrapException trap)
        {
            Console.Error.WriteLine($"trap: {trap.Message}");
            return ExitCode.Trap;
        }
        catch (UsageException error)
        {
            return Fail(ExitCode.Usage, error.Message);
        }
        catch (WasmFormatException error)
        {
            return Fail(ExitCode.BadModule, $"{options.Program} is malformed: {error.Message}");
        }
        catch (WasmValidationException error)
        {
            return Fail(ExitCode.BadModule, $"{options.Program} is invalid: {error.Message}");
        }
        catch (Exception error) when (error is LinkException or ModuleException)
        {
            return Fail(ExitCode.BadModule, $"{options.Program}: {error.Message}");
        }
        catch (Exception error) when (error is CodeHeapExhaustedException or BranchOutOfRangeException)
        {
            return Fail(ExitCode.BadModule, $"{options.Program} is too large to be compiled: {error.Message}");
        }
        catch (Exception error) when (error is PlatformNotSupportedException or OutOfMemoryException)
        {
            return Fail(ExitCode.BadModule, error.Message);
        }
    }

    /// <summary>Tells what is wrong.</summary>
    public static int Fail(int code, string message)
    {
        Console.Error.WriteLine($"error: {message}");
        return code;
    }

    private static int Execute(RunOptions options)
    {
        var log = options.Trace is null ? null : new StitchLog();
        var bytes = Read(options.Program);
        var compilation = options.Compilation ?? (bytes.Length < LeastLazyLength ? CompilationMode.Eager : CompilationMode.Lazy);
        using var engine = new Engine(log: log, boundsChecks: options.BoundsChecks, compilation: compilation);
        using var module = WasmModule.Compile(engine, bytes, log);
        var entry = FindEntry(options, module.Declarations);
        var arguments = options.Function is null ? [] : CallArguments.Parse(options.Function, entry, options.Arguments);
        if (log is not null)
            WriteTrace(log, options.Trace!);

        using var wasi = new WasiContext(Configure(options));
        using var store = new Store(engine);
        var linker = new Linker(store);
        wasi.AddTo(linker);
        var instance = linker.Instantiate(module);
        if (options.Function is null)
        {
            instance.GetFunction(Start).Invoke();
            return ExitCode.Success;
        }

        if (instance.Exports.TryGetValue(Initialize, out var initialize) && initialize is Function initializer)
            initializer.Invoke();
        foreach (var result in instance.GetFunction(options.Function).Invoke(arguments))
            Console.Out.WriteLine(CallArguments.Format(result));
        return ExitCode.Success;
    }

    /// <summary>Before the program runs: so there is a trace of one that is interrupted too.</summary>
    private static void WriteTrace(StitchLog log, string path)
    {
        try
        {
            log.ToTrace().Save(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--trace {path}: the file cannot be written: {error.Message}");
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                File.Exists(path) ? $"cannot be read: {error.Message}"
                : Directory.Exists(path) ? "is a directory"
                : "there is no such file");
        }
    }

    /// <summary>The type of the function to call; everything about it is checked before anything runs.</summary>
    private static FunctionType FindEntry(RunOptions options, Module module)
    {
        var name = options.Function ?? Start;
        foreach (var export in module.Exports)
        {
            if (export.Kind == ExternalKind.Function && export.Name == name)
                return module.TypeOfFunction(export.Index);
        }

        var functions = module.Exports.Where(export => export.Kind == ExternalKind.Function).Select(export => export.Name).ToArray();
        var offer = functions.Length == 0 ? "It exports no functions." : $"It exports {string.Join(", ", functions)}.";
        throw options.Function is null
            ? new ModuleException($"is no program: it has no function {Start}. Call a function with --invoke. {offer}")
            : new UsageException($"--invoke {name}: {options.Program} exports no such function. {offer}");
    }

    private static WasiConfiguration Configure(RunOptions options)
    {
        var configuration = new WasiConfiguration();
        configuration.UseConsole();
        configuration.Arguments.Add(Path.GetFileName(options.Program));
        foreach (var argument in options.Function is null ? options.Arguments : [])
            configuration.Arguments.Add(argument);
        foreach (var variable in options.Variables)
            configuration.Environment.Add(variable);
        foreach (var directory in options.Directories)
            configuration.Directories.Add(directory);
        return configuration;
    }
}
