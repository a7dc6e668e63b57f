using System.Text.Json;
using System.Text.Json.Nodes;

namespace StencilJit.Benchmarks.Reports;

/// <summary>Writes all figures of all rounds for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    public static void Write(Report report, string path)
    {
        var json = new JsonObject
        {
            ["machine"] = report.Machine,
            ["date"] = report.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["rounds"] = report.Rounds,
            ["quick"] = report.IsQuick,
            ["engines"] = Texts(report.Engines),
            ["tables"] = new JsonArray([.. report.Tables.Select(ToJson)]),
        };
        File.WriteAllText(path, json.ToJsonString(s_options) + "\n");
    }

    private static JsonNode ToJson(ReportTable table) => new JsonObject
    {
        ["name"] = table.Name,
        ["title"] = table.Title,
        ["rows"] = new JsonArray([.. table.Rows.Select(row => ToJson(table.Columns, row))]),
        ["notes"] = Texts(table.Notes),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonNode ToJson(IReadOnlyList<string> columns, IReadOnlyList<Cell> row)
    {
        var json = new JsonObject();
        for (var i = 0; i < columns.Count; i++)
            json[columns[i]] = row[i].Data?.DeepClone();
        return json;
    }
}
