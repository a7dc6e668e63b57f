using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace StencilJit.Tool.Cli;

/// <summary>Where a command writes: data to standard output, progress and complaints to standard error.</summary>
internal sealed class ToolConsole
{
    /// <summary>Where no terminal tells its width, lines are as long as they need to be: who reads a pipe cuts them itself.</summary>
    private const int UnboundedWidth = 10_000;

    private ToolConsole(IAnsiConsole output, IAnsiConsole error, TextWriter writer, bool isJson)
    {
        Out = output;
        Error = error;
        Writer = writer;
        IsJson = isJson;
    }

    /// <summary>Data for people.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Progress and complaints.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Standard output as it is, for text that must not be wrapped or coloured.</summary>
    public TextWriter Writer { get; }

    /// <summary>Whether the answer is for programs.</summary>
    public bool IsJson { get; }

    /// <summary>How wide a line may be.</summary>
    public int Width => Out.Profile.Width;

    /// <summary>The process's own console.</summary>
    public static ToolConsole Create(bool isJson) => new(
        Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected), Console.Out, isJson);

    /// <summary>Writes the answer in the form that was asked for.</summary>
    /// <typeparam name="T">What the answer consists of.</typeparam>
    /// <param name="view">The answer.</param>
    /// <param name="json">How it is written as JSON.</param>
    /// <param name="render">How people see it.</param>
    public void Write<T>(T view, JsonTypeInfo<T> json, Action<IAnsiConsole, T> render)
    {
        if (IsJson)
            Writer.WriteLine(Serialize(view, json));
        else
            render(Out, view);
    }

    /// <summary>Tells something that is no data.</summary>
    public void Note(string message) => Error.WriteLine(message);

    /// <summary>Runs long work and shows that it runs: a moving line on a terminal, a line of text elsewhere.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="what">What is being done, such as <c>Compiling wasm for linux-x64</c>.</param>
    /// <param name="work">The work.</param>
    public Task<T> RunAsync<T>(string what, Func<Task<T>> work)
    {
        if (Error.Profile.Capabilities.Interactive && !Console.IsErrorRedirected)
            return Error.Status().StartAsync(Markup.Escape(what) + " …", _ => work());
        Note(what + " …");
        return work();
    }

    private static string Serialize<T>(T view, JsonTypeInfo<T> json)
    {
        using var bytes = new MemoryStream();
        // Assembly and placements are full of < and +, which only pages would need escaped.
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonSerializer.Serialize(writer, view, json);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isRedirected ? new TrimmingWriter(writer) : writer),
            // What a pipe or file gets is text; NO_COLOR and TERM=dumb are Spectre.Console's to see.
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
            console.Profile.Width = UnboundedWidth;
        return console;
    }
}
