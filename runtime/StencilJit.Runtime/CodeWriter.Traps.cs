using System.Diagnostics.CodeAnalysis;
using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>Traps, and what is reported rather than written.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>Reads the image's traps. As long as one is missing, every stencil with a trap is looked at more closely.</summary>
    private void RefreshTraps()
    {
        missesTraps = !image.CopyTraps(values);
        paddedMask = CopyWord.Padded | (missesTraps ? CopyWord.Trap : 0);
    }

    private void CheckTraps(CopyWord word, ulong* source)
    {
        RefreshTraps();
        for (int i = 1; i <= word.FixedCount; i++)
        {
            int value = new PatchWord(source[-i]).Value;
            if (value >= PatchWord.FirstTrap && values[value] == 0)
            {
                string name = image.Table.Traps[value - PatchWord.FirstTrap];
                throw new InvalidOperationException(
                    $"The stencil may leave to the trap '{name}', which has no code yet: call StencilImage.SetTrap({value - PatchWord.FirstTrap}, address) first.");
            }
        }
    }

    [DoesNotReturn]
    private void ThrowNoVariant(int variant) =>
        throw new ArgumentOutOfRangeException(
            nameof(variant), variant, $"The set '{image.Table.Name}' has {variantCount} variants, stencils with a choice of registers, numbered from 0.");

    [DoesNotReturn]
    private void ThrowNeedsLabels(int variant) =>
        throw new InvalidOperationException(
            $"Variant {variant} of '{image.Table.Name}' branches to a label: use EmitBranch.");

    [DoesNotReturn]
    private void ThrowNoSpace(int length)
    {
        ThrowIfNotOpen();
        throw new CodeHeapExhaustedException(
            $"{length} more bytes do not fit: {Position} of the {lease.Length - CodeLease.Slack} that the writer leased are used. "
            + "Create the writer with a larger maximumBytes and stitch again.");
    }

    private void ThrowIfNotOpen()
    {
        ObjectDisposedException.ThrowIf(state == State.Disposed, this);
        if (state == State.Committed)
            throw new InvalidOperationException("The writer's code is committed: create another writer for more.");
    }
}
