namespace StencilJit.Benchmarks;

/// <summary>Tells what is going on; apart from the figures, which go to standard output.</summary>
internal static class Progress
{
    public static void Tell(string what) => Console.Error.WriteLine(what);
}
