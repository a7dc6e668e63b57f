using StencilJit.Benchmarks.Programs;

namespace StencilJit.Benchmarks.Engines;

/// <summary>What a program with files has left.</summary>
internal static class SystemOutput
{
    public static uint Sum(SystemProgram program)
    {
        var sum = Checksum.Add(Checksum.Start, File.ReadAllBytes(program.OutputFile));
        return Checksum.Add(sum, File.ReadAllBytes(program.ResultFile));
    }
}
