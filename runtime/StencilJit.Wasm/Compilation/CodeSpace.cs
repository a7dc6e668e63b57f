using StencilJit.Runtime;

namespace StencilJit.Wasm.Compilation;

/// <summary>How much address space of a code heap is asked for, before it is known how much code there will be. What is not used is given back.</summary>
internal static class CodeSpace
{
    // Rarely is an instruction's byte stitched to more.
    private const int BytesPerByte = 16;
    private const int BytesPerFunction = 256;
    private const int Growth = 8;

    /// <summary>What is asked for first.</summary>
    /// <param name="functions">How many functions are compiled.</param>
    /// <param name="bytes">The length of their code in the module.</param>
    public static long For(int functions, long bytes) =>
        Math.Clamp((BytesPerByte * bytes) + ((long)BytesPerFunction * functions), 1, CodeHeap.MaximumSize);

    /// <summary>
    /// Compiles something, and again with more space where it did not fit, up to all that there is, or with labels that may be far away where
    /// some were.
    /// </summary>
    /// <param name="heap">Where the code goes.</param>
    /// <param name="size">What is asked for first.</param>
    /// <param name="compile">Compiles it into so many bytes at most, with labels that may be far away or not.</param>
    /// <param name="describe">What it is, for the message where it does not fit.</param>
    /// <exception cref="CodeHeapExhaustedException">The heap has too little.</exception>
    /// <exception cref="BranchOutOfRangeException">Something is farther away than any branch reaches.</exception>
    public static T Compile<T>(CodeHeap heap, long size, Func<int, bool, T> compile, Func<string> describe)
    {
        bool hasFarLabels = false;
        size = Math.Min(size, Math.Max(1, heap.LongestFree));
        for (; ; )
        {
            try
            {
                return compile((int)size, hasFarLabels);
            }
            catch (CodeHeapExhaustedException)
            {
                long most = heap.LongestFree;
                if (size >= most)
                    throw new CodeHeapExhaustedException($"The code heap has {most} bytes free in one stretch, and {describe()} takes more. Make the engine with more code space.");
                size = Math.Min(size * Growth, most);
            }
            catch (BranchOutOfRangeException) when (!hasFarLabels)
            {
                hasFarLabels = true;
            }
        }
    }
}
