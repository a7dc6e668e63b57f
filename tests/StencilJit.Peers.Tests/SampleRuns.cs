using System.Text;
using StencilJit.Peers.Tests.Programs;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Peers.Tests;

/// <summary>The sample programs, each alone, and some with arguments, input, an environment and files.</summary>
internal static class SampleRuns
{
    private const string Verse = "Copy and patch:\n\n  stencils make  code,\twithout an assembler.\nLast line, ohne Ende: äöü";

    public static IReadOnlyList<ProgramRun> All { get; } = [.. Repository.SampleNames().Select(sample => Run(sample)), .. WithMore()];

    private static IEnumerable<ProgramRun> WithMore()
    {
        yield return Run("base64", "bytes of every value") with { Input = EveryByte() };
        yield return Run("base64", "text to decode", "-d") with { Input = Encoding.ASCII.GetBytes(Convert.ToBase64String(EveryByte())) };
        yield return Run("base64", "what is no base64", "-d") with { Input = Encoding.UTF8.GetBytes(Verse) };
        yield return Run("json", "a document") with { Input = Encoding.UTF8.GetBytes("[1,-2.5e+10,{\"a\":[true,false,null,\"\\u00e4\\n\"]},[[[[]]]],\"\"]") };
        yield return Run("json", "an error") with { Input = Encoding.UTF8.GetBytes("{\"a\":[1,2,}") };
        yield return Run("json", "text after the value") with { Input = Encoding.UTF8.GetBytes("1 2") };
        yield return Run("json", "deep nesting") with { Input = Encoding.ASCII.GetBytes(new string('[', 500) + new string(']', 500)) };
        yield return Run("sha256", "several blocks") with { Input = [.. Enumerable.Repeat(EveryByte(), 40).SelectMany(bytes => bytes)] };
        yield return Run("text", "a verse") with { Input = Encoding.UTF8.GetBytes(Verse) };
        yield return Run("text", "a long text") with { Input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Verse, 3000))) };
        yield return Run("environment", "arguments", "one", "", "two words", "ä");
        yield return Run("environment", "an exit code", "--exit", "3");
        yield return Run("environment", "variables") with { Environment = [new("NAME", "a value"), new("EMPTY", "")] };
        yield return Run("environment", "a file", "--file", "/samples/hello.c") with { Directories = [SampleFolder()] };
        yield return Run("environment", "a file that is not there", "--file", "/samples/none") with { Directories = [SampleFolder()] };
        yield return Run("environment", "a file outside of its directories", "--file", "/samples/../run.sh") with { Directories = [SampleFolder()] };
        yield return Run("environment", "a file without a directory", "--file", "hello.c");
    }

    private static ProgramRun Run(string sample, string? situation = null, params string[] arguments) => new()
    {
        Name = situation is null ? sample : $"{sample}, {situation}",
        Module = Repository.Sample(sample),
        Arguments = [$"{sample}.wasm", .. arguments],
    };

    private static WasiDirectory SampleFolder() => new(Path.GetDirectoryName(Repository.Sample("hello"))!, "/samples");

    private static byte[] EveryByte() => [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
}
