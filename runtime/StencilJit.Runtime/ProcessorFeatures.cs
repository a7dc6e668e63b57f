using System.Runtime.Intrinsics.X86;

namespace StencilJit.Runtime;

/// <summary>
/// What the processor can do, asked of itself. The properties of System.Runtime.Intrinsics answer another question under
/// NativeAOT: what the ahead-of-time compiler was allowed to use.
/// </summary>
public static class ProcessorFeatures
{
    // Asked once: on a virtual machine each answer is an exit to its host.
    private static readonly int EcxOf1 = Leaf(1).Ecx;
    private static readonly int EbxOf7 = Leaf(7).Ebx;
    private static readonly int EcxOfExtended1 = Leaf(unchecked((int)0x8000_0001)).Ecx;

    /// <summary>Lists which of the features this processor lacks.</summary>
    /// <param name="features">Names of classes in System.Runtime.Intrinsics.X86, such as <c>Bmi2</c>.</param>
    /// <returns>The missing ones in the given order, joined by blanks; empty where none is missing. A name that is not
    /// known counts as missing.</returns>
    public static string Missing(params ReadOnlySpan<string> features)
    {
        var missing = new List<string>();
        foreach (var feature in features)
            if (!Has(feature))
                missing.Add(feature);
        return string.Join(' ', missing);
    }

    // Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, CPUID; AMD64 manual, volume 3, appendix E.
    private static bool Has(string feature) => feature switch
    {
        "Avx" => HasAvx,
        "Avx2" => HasAvx && Bit(EbxOf7, 5),
        "Bmi1" => HasAvx && Bit(EbxOf7, 3),
        "Bmi2" => HasAvx && Bit(EbxOf7, 8),
        "Fma" => HasAvx && Bit(EcxOf1, 12),
        "Lzcnt" => Bit(EcxOfExtended1, 5),
        "Popcnt" => Bit(EcxOf1, 23),
        "Sse42" => Bit(EcxOf1, 20),
        "X86Base" => X86Base.IsSupported,
        _ => false,
    };

    // OSXSAVE tells that the system keeps the wide registers.
    private static bool HasAvx => Bit(EcxOf1, 27) && Bit(EcxOf1, 28);

    private static bool Bit(int register, int bit) => (register >> bit & 1) != 0;

    private static (int Eax, int Ebx, int Ecx, int Edx) Leaf(int leaf) =>
        !X86Base.IsSupported || (uint)leaf > (uint)X86Base.CpuId(leaf & unchecked((int)0x8000_0000), 0).Eax ? default : X86Base.CpuId(leaf, 0);
}
