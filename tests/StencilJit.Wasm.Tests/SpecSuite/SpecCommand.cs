using System.Text.Json;

namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>A command of a script. What a kind of command does not have is null or empty.</summary>
public sealed record SpecCommand
{
    public required SpecCommandKind Kind { get; init; }

    /// <summary>The line in the script's text form.</summary>
    public required int Line { get; init; }

    /// <summary>The file of the module that it is about.</summary>
    public string? FileName { get; init; }

    /// <summary>Whether that file is in the text format, which only a parser of that format can judge.</summary>
    public bool IsText { get; init; }

    /// <summary>The name of a module: the one to instantiate or to register.</summary>
    public string? Name { get; init; }

    /// <summary>What a module is registered as.</summary>
    public string? RegisteredAs { get; init; }

    public SpecAction? Action { get; init; }

    /// <summary>The results that an action must give.</summary>
    public IReadOnlyList<SpecValue> Expected { get; init; } = [];

    /// <summary>The start of the reference interpreter's message for a trap or for a refusal.</summary>
    public string? Text { get; init; }

    public static SpecCommand Parse(JsonElement json)
    {
        var fileName = json.String("filename");
        return new SpecCommand
        {
            Kind = ParseKind(json.String("type")!),
            Line = json.GetProperty("line").GetInt32(),
            FileName = fileName,
            IsText = fileName is not null && !fileName.EndsWith(".wasm", StringComparison.Ordinal),
            Name = json.String("name"),
            RegisteredAs = json.String("as"),
            Action = json.TryGetProperty("action", out var action) ? SpecAction.Parse(action) : null,
            Expected = SpecValue.ParseAll(json, "expected"),
            Text = json.String("text"),
        };
    }

    private static SpecCommandKind ParseKind(string type) => type switch
    {
        "module" => SpecCommandKind.Module,
        "register" => SpecCommandKind.Register,
        "action" => SpecCommandKind.Action,
        "assert_return" => SpecCommandKind.AssertReturn,
        "assert_trap" => SpecCommandKind.AssertTrap,
        "assert_exhaustion" => SpecCommandKind.AssertExhaustion,
        "assert_malformed" => SpecCommandKind.AssertMalformed,
        "assert_invalid" => SpecCommandKind.AssertInvalid,
        "assert_unlinkable" => SpecCommandKind.AssertUnlinkable,
        "assert_uninstantiable" => SpecCommandKind.AssertUninstantiable,
        _ => throw new JsonException($"A command of the unknown type {type}."),
    };
}
