using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using StencilJit.Tool.Explore;

namespace StencilJit.Tool.Reports;

/// <summary>The JSON that a report's page holds.</summary>
[JsonSerializable(typeof(ReportView))]
[JsonSerializable(typeof(ReportOperation))]
[JsonSerializable(typeof(PageUpdate))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    // Made when first used: the generated part of this class sets its own fields at a time of its own.
    private static readonly Lazy<ReportJson> Compact = new(() => new ReportJson(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }));

    /// <summary>
    /// Writes data so that it may stand within a script element. Only <c>&lt;</c> could end that element or begin a
    /// comment in it (HTML, "Restrictions for contents of script elements"), and in JSON it stands in strings alone.
    /// </summary>
    public static string Write(ReportView view) => Write(view, Compact.Value.ReportView);

    /// <summary>Writes a micro-op.</summary>
    public static string Write(ReportOperation operation) => Write(operation, Compact.Value.ReportOperation);

    /// <summary>Writes what a page is told, in one line.</summary>
    public static string Write(PageUpdate update) => Write(update, Compact.Value.PageUpdate);

    private static string Write<T>(T value, JsonTypeInfo<T> type) =>
        JsonSerializer.Serialize(value, type).Replace("<", "\\u003c", StringComparison.Ordinal);
}
