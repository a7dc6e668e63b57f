using System.Runtime.CompilerServices;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Runtime;

/// <content>Values that are known only later.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>
    /// Writes a stencil once more where it was emitted, with other values for its holes; the code around it stays.
    /// </summary>
    /// <param name="position">The value of <see cref="Position"/> before the stencil was emitted.</param>
    /// <param name="variant">The variant that was emitted there; one without labels.</param>
    /// <param name="holes">The holes' values.</param>
    public void Rewrite(int position, int variant, params ReadOnlySpan<ulong> holes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)Position, nameof(position));
        StitchLog? told = log;
        int recorded = told is null ? 0 : told.Find(position, variant);
        byte* end = cursor;
        cursor = start + position;
        // The stencil is in the log already; only its value changes there.
        log = null;
        try
        {
            // Emitting writes whole vectors, past the stencil's end: what is there is put back afterwards.
            byte* behind = cursor + Entry(variant).Length;
            byte* saved = stackalloc byte[CodeLease.Slack];
            Unsafe.CopyBlockUnaligned(saved, behind, CodeLease.Slack);
            Emit(variant, holes);
            Unsafe.CopyBlockUnaligned(behind, saved, CodeLease.Slack);
            told?.Replace(recorded, new ReadOnlySpan<ulong>(values, HoleCount(new VariantWord(variants[variant]))));
        }
        finally
        {
            cursor = end;
            log = told;
        }
    }
}
