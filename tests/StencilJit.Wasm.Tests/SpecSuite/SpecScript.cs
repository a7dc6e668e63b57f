using System.Text.Json;

namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>A script of the suite: commands to be carried out in order, each on what those before it left.</summary>
public sealed class SpecScript
{
    private readonly Func<string, byte[]> _files;

    private SpecScript(string name, IReadOnlyList<SpecCommand> commands, Func<string, byte[]> files)
    {
        Name = name;
        Commands = commands;
        _files = files;
    }

    public string Name { get; }

    public IReadOnlyList<SpecCommand> Commands { get; }

    public static SpecScript Parse(string name, byte[] json, Func<string, byte[]> files)
    {
        using var document = JsonDocument.Parse(json);
        var commands = document.RootElement.GetProperty("commands").EnumerateArray().Select(SpecCommand.Parse).ToArray();
        return new SpecScript(name, commands, files);
    }

    /// <summary>The bytes of the module that a command names.</summary>
    public byte[] ReadModule(SpecCommand command) =>
        _files(command.FileName ?? throw new InvalidOperationException($"{Describe(command)} names no module."));

    /// <summary>The command as messages name it: by its line in the script's text form.</summary>
    public string Describe(SpecCommand command) => $"{Name}.wast:{command.Line} ({command.Kind})";
}
