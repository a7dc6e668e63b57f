using System.Text.Json;
using System.Text.Json.Nodes;
using StencilJit.Benchmarks.Programs;

namespace StencilJit.Benchmarks.Engines;

/// <summary>
/// Serves an engine to another process: a request a line as JSON, and a line for each answer. The requests are those of
/// node-engine.mjs; where one fails, the answer is its error, and the next one can be asked.
/// </summary>
internal static class EngineServer
{
    /// <summary>Answers until the input ends.</summary>
    public static void Serve(IWasmEngine engine, TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            string answer;
            try
            {
                answer = Answer(engine, JsonNode.Parse(line)!);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                answer = $"{{\"error\":\"{JsonEncodedText.Encode($"{error.GetType().Name}: {error.Message}")}\"}}";
            }

            output.WriteLine(answer);
            output.Flush();
        }
    }

    private static string Answer(IWasmEngine engine, JsonNode request)
    {
        if (request["compile"] is { } module)
            return $"{{\"seconds\":{engine.Compile(Text(module), Number(request, "count")):R}}}";
        if (request["code"] is { } sized)
            return $"{{\"bytes\":{engine.CodeSize(Text(sized))}}}";
        if (request["first"] is { } bytes)
            return $"{{\"seconds\":{engine.CallFirst(Convert.FromBase64String(Text(bytes)), Number(request, "count")):R}}}";
        if (request["sample"] is { } sample)
        {
            var program = new SampleProgram(Text(sample), Text(sample), Convert.FromBase64String(Text(request["input"]!)));
            return Answer(engine.Run(program, Number(request, "count")));
        }

        var arguments = request["arguments"]!.AsArray().Select(argument => Text(argument!)).ToArray();
        var system = Text(request["system"]!);
        return Answer(engine.Run(new SystemProgram(system, system, arguments, Text(request["folder"]!), Text(request["result"]!))));
    }

    private static string Answer(RunResult result) => $"{{\"seconds\":{result.Seconds:R},\"checksum\":{result.Checksum}}}";

    private static string Text(JsonNode node) => node.GetValue<string>();

    private static int Number(JsonNode request, string name) => request[name]!.GetValue<int>();
}
