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
        fixed (StencilUse* first = uses)
        {
            StencilUse* end = first + uses.Length;
            for (StencilUse* next = first; next < end; next++)
            {
                if (X86Base.IsSupported)
                    next = EmitFast(next, end);
                if (next < end)
                    EmitFour(next->Variant, next->V0, next->V1, next->V2, next->V3);
            }
        }
    }

    /// <summary>Appends stencils up to one that is rare or does not fit.</summary>
    /// <returns>That one, or the end.</returns>
    private StencilUse* EmitFast(StencilUse* next, StencilUse* end)
    {
        byte* at = cursor;
        ulong* known = words;
        ulong* copies = code;
        byte* last = limit;
        uint count = (uint)fastCount;
        uint mask = paddedMask;
        for (; next < end && (uint)next->Variant < count; next++)
        {
            ulong word = known[(uint)next->Variant];
            byte* behind = at + CopyWord.LengthOf(word);
            if (behind > last)
                break;
            ulong* source = copies + CopyWord.IndexOf(word);
            if (((uint)word & CopyWord.Absolute) != 0)
            {
                Copy(source, at);
                X64Patch.WriteAbsolute(at, next->V0, source[-1]);
            }
            else if (((uint)word & mask) == CopyWord.Padded)
            {
                CopyPadded(source, at);
                uint runs = (uint)((nint)at + executableDelta);
                for (int i = 1; i <= CopyWord.PaddedPatches; i++)
                    X64Patch.WriteNarrow(at, runs, values, (ulong*)next, source[-i]);
            }
            else
            {
                break;
            }

            at = behind;
        }

        cursor = at;
        return next;
    }
}
