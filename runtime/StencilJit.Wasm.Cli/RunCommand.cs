using System.CommandLine;
using System.CommandLine.Parsing;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Wasm.Cli;

/// <summary>The command <c>run</c>: its options and arguments.</summary>
internal sealed class RunCommand : Command
{
    private const string Explicit = "explicit";
    private const string Guard = "guard";
    private const string Eager = "eager";
    private const string Lazy = "lazy";

    private readonly Option<WasiDirectory[]> _directories = new("--dir")
    {
        Description = "A directory that the program may use, and what it knows it as (the same, if not given).",
        HelpName = "HOST[::GUEST]",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => ParseAll(result, ParseDirectory),
    };

    private readonly Option<KeyValuePair<string, string>[]> _variables = new("--env")
    {
        Description = "A variable of the program's environment. It gets no others.",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => ParseAll(result, ParseVariable),
    };

    private readonly Option<string?> _function = new("--invoke")
    {
        Description = "Calls this exported function with the arguments and prints its results, one a line.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _trace = new("--trace")
    {
        Description = "Writes which stencils the program's code is made of to this file, before it runs; see docs/tracing.md.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _boundsChecks = new("--bounds-checks")
    {
        Description = "What keeps loads and stores within their memory: instructions, or pages without access, which is faster. By itself the best that works here.",
        HelpName = $"{Explicit}|{Guard}",
    };

    private readonly Option<string?> _compilation = new("--compilation")
    {
        Description = "When the program's functions are compiled: all before it starts, or each when it is first called. By itself all those of a small program, and of any program for a trace.",
        HelpName = $"{Eager}|{Lazy}",
    };

    private readonly Argument<string> _program = new("program")
    {
        Description = "The WebAssembly module to run. Options go before it: what follows it belongs to the program.",
        HelpName = "program.wasm",
    };

    private readonly Argument<string[]> _arguments = new("arguments")
    {
        Description = "The arguments of the program, or of the function to call.",
        HelpName = "arguments",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public RunCommand()
        : base("run", "Runs a WebAssembly program, or calls one of its functions: run [options] program.wasm [arguments]")
    {
        Options.Add(_directories);
        Options.Add(_variables);
        Options.Add(_function);
        Options.Add(_trace);
        Options.Add(_boundsChecks);
        Options.Add(_compilation);
        Arguments.Add(_program);
        Arguments.Add(_arguments);
        _boundsChecks.AcceptOnlyFromAmong(Explicit, Guard);
        _compilation.AcceptOnlyFromAmong(Eager, Lazy);
        _program.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] name }, ..])
                result.AddError($"There is no option {name}. A program of this name is run as ./{name}.");
        });
        SetAction(result => ProgramRunner.Run(OptionsOf(result)));
    }

    /// <summary>
    /// Puts "--" before the program, so that nothing that follows is taken for an option of the command.
    /// </summary>
    /// <param name="arguments">The whole command line.</param>
    public string[] SeparateProgram(string[] arguments)
    {
        if (arguments.Length == 0 || arguments[0] != Name)
            return arguments;
        for (var i = 1; i < arguments.Length; i++)
        {
            if (arguments[i] == "--")
                return arguments;
            if (!arguments[i].StartsWith('-') || arguments[i] == "-")
                return [.. arguments[..i], "--", .. arguments[i..]];

            // All options of the command take a value; help takes none.
            if (Options.Any(option => option.Name == arguments[i] && option.Arity.MaximumNumberOfValues > 0))
                i++;
        }

        return arguments;
    }

    private RunOptions OptionsOf(ParseResult result) =>
        new(
            result.GetRequiredValue(_program),
            result.GetValue(_arguments) ?? [],
            result.GetValue(_directories) ?? [],
            result.GetValue(_variables) ?? [],
            result.GetValue(_function),
            result.GetValue(_trace),
            result.GetValue(_boundsChecks) switch
            {
                Explicit => BoundsChecks.Explicit,
                Guard => BoundsChecks.Guard,
                _ => null,
            },
            result.GetValue(_compilation) switch
            {
                Eager => CompilationMode.Eager,
                Lazy => CompilationMode.Lazy,
                _ => null,
            });

    private static T[] ParseAll<T>(ArgumentResult result, Func<ArgumentResult, string, T?> parse)
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            if (parse(result, token.Value) is { } value)
                values.Add(value);
        }

        return [.. values];
    }

    private static WasiDirectory? ParseDirectory(ArgumentResult result, string text)
    {
        var separator = text.IndexOf("::", StringComparison.Ordinal);
        var host = separator < 0 ? text : text[..separator];
        var guest = separator < 0 ? text : text[(separator + 2)..];
        if (guest.Length == 0)
            result.AddError($"--dir {text}: the program's name of the directory is missing after \"::\".");
        else if (!Directory.Exists(host))
            result.AddError($"--dir {text}: there is no directory \"{host}\".");
        else
            return new WasiDirectory(host, guest);
        return null;
    }

    private static KeyValuePair<string, string> ParseVariable(ArgumentResult result, string text)
    {
        var separator = text.IndexOf('=');
        if (separator <= 0)
            result.AddError($"--env {text}: write NAME=VALUE.");
        return separator <= 0 ? default : new(text[..separator], text[(separator + 1)..]);
    }
}
