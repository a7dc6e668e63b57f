using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace StencilJit.Tool.Cli;

/// <summary>Help that ends with examples.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<Command, string[]> Examples = [];

    /// <summary>Gives a command examples, such as <c>stenciljit show i32_add</c>.</summary>
    public static void Add(Command command, params string[] examples) => Examples[command] = examples;

    /// <summary>Makes all commands below a root show their examples.</summary>
    public static void Install(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new ExampleHelp((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        if (Examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine("  " + example);
            output.WriteLine();
        }

        return result;
    }
}
