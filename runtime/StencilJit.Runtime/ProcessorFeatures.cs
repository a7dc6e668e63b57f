using System.Runtime.Intrinsics.X86;

namespace StencilJit.Runtime;

/// <summary>
/// What the processor can do, asked of itself. The properties of System.Runtime.Intrinsics answer another question under
/// NativeAOT: what the ahead-of-time compiler was allowed to use.
/// </summary>
public static class ProcessorFeatures
{
    private enum Register
    {
        Ebx,
        Ecx,
    }

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
        "Avx2" => HasAvx && Bit(7, Register.Ebx, 5),
        "Bmi1" => HasAvx && Bit(7, Register.Ebx, 3),
        "Bmi2" => HasAvx && Bit(7, Register.Ebx, 8),
        "Fma" => HasAvx && Bit(1, Register.Ecx, 12),
        "Lzcnt" => Bit(unchecked((int)0x8000_0001), Register.Ecx, 5),
        "Popcnt" => Bit(1, Register.Ecx, 23),
        "Sse42" => Bit(1, Register.Ecx, 20),
        "X86Base" => X86Base.IsSupported,
        _ => false,
    };

    // OSXSAVE tells that the system keeps the wide registers.
    private static bool HasAvx => Bit(1, Register.Ecx, 27) && Bit(1, Register.Ecx, 28);

    private static bool Bit(int leaf, Register register, int bit)
    {
        if (!X86Base.IsSupported || (uint)leaf > (uint)X86Base.CpuId(leaf & unchecked((int)0x8000_0000), 0).Eax)
            return false;
        var (_, ebx, ecx, _) = X86Base.CpuId(leaf, 0);
        return ((register == Register.Ebx ? ebx : ecx) >> bit & 1) != 0;
    }
}
