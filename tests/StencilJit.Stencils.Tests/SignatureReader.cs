using System.Text.RegularExpressions;
using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>Reads the micro-ops' signatures from a set's preprocessed C sources, independently of the toolchain.</summary>
internal static partial class SignatureReader
{
    public static List<Signature> Read(string set, string compiler)
    {
        List<Signature> signatures = [];
        foreach (var source in Repository.Sources(set))
        {
            foreach (Match match in MicroOp().Matches(Preprocess(source, compiler)))
            {
                var parameters = match.Groups["parameters"].Value;
                signatures.Add(new Signature(
                    match.Groups["name"].Value,
                    parameters == "void" ? [] : [.. parameters.Split(", ").Select(Parameter)],
                    TypeOf(match.Groups["type"].Value)));
            }
        }

        return signatures;
    }

    private static string Preprocess(string source, string compiler)
    {
        var result = ProcessRunner.Run(compiler, "-std=gnu17", "-E", "-P", $"-I{Repository.Include}", source);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"{compiler} cannot preprocess {source}:\n{result.Errors}");
    }

    private static (string, OperandType) Parameter(string text)
    {
        var split = text.LastIndexOfAny([' ', '*']) + 1;
        return (text[split..], TypeOf(text[..split].Trim()));
    }

    private static OperandType TypeOf(string type) => type switch
    {
        "void" => OperandType.Void,
        "int32_t" or "uint32_t" => OperandType.I32,
        "int64_t" or "uint64_t" => OperandType.I64,
        "float" => OperandType.F32,
        "double" => OperandType.F64,
        _ when type.EndsWith('*') => OperandType.I64,
        _ => throw new FormatException($"'{type}' is not a type of operands."),
    };

    // What STENCIL and STENCIL_SPILLED stand for.
    [GeneratedRegex(@"annotate\(""stenciljit\.(stencil|spilled):""[^)]*\)\)\)\s+(?<type>[a-z0-9_ ]+?\*?)\s?(?<name>\w+)\((?<parameters>[^)]*)\)")]
    private static partial Regex MicroOp();
}
