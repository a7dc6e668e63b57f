using System.Runtime.Intrinsics.X86;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>Many stencils at once.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>
    /// Appends many stencils, one behind the other: for who has chosen a row of stencils before stitching it. It takes less time than
    /// as many calls, each of which waits for where the code of the one before ended, which that left in memory.
    /// </summary>
    /// <param name="uses">The stencils, none with labels.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; the stencils before are written.</exception>
    public void EmitAll(ReadOnlySpan<StencilUse> uses)
    {
        byte* at = cursor;
        ulong* known = words;
        ulong* copies = code;
        byte* last = limit;
        uint fast = X86Base.IsSupported ? (uint)fastCount : 0;
        foreach (ref readonly StencilUse use in uses)
        {
            uint variant = (uint)use.Variant;
            if (variant < fast)
            {
                ulong word = known[variant];
                byte* end = at + CopyWord.LengthOf(word);
                if (((uint)word & CopyWord.Absolute) != 0 && end <= last)
                {
                    ulong* source = copies + CopyWord.IndexOf(word);
                    Copy(source, at);
                    X64Patch.WriteAbsolute(at, use.V0, source[-1]);
                    at = end;
                    continue;
                }
            }

            cursor = at;
            EmitFour(use.Variant, use.V0, use.V1, use.V2, use.V3);
            at = cursor;
        }

        cursor = at;
    }
}
