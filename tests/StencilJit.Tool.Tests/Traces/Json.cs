using System.Text.Json;

namespace StencilJit.Tool.Tests.Traces;

/// <summary>Reads what commands answer as JSON.</summary>
internal static class Json
{
    /// <summary>Runs the command, which must succeed without a word on standard error.</summary>
    public static async Task<JsonElement> Run(params string[] arguments)
    {
        var result = (await ToolProcess.Run(arguments)).Ended(0);
        Assert.Empty(result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>The rows of a list of runs of stencils: their names, how often, and the samples where there are any.</summary>
    public static IEnumerable<string> Runs(JsonElement list) => list.EnumerateArray().Select(run =>
        string.Join(" + ", run.GetProperty("stencils").EnumerateArray().Select(stencil => $"{stencil.GetProperty("operation").GetString()} {stencil.GetProperty("placement").GetString()}"))
        + $": {run.GetProperty("portion").GetProperty("count").GetInt64()}{Samples(run.GetProperty("portion"))}");

    /// <summary>The samples of a portion, as text; empty without samples.</summary>
    public static string Samples(JsonElement portion) =>
        portion.GetProperty("samples") is { ValueKind: JsonValueKind.Number } samples ? $", {samples.GetInt64()} samples" : "";
}
