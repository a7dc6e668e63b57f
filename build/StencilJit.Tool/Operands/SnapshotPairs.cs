using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Operands;

/// <summary>Reads what a diff compares: each set before and after.</summary>
internal static class SnapshotPairs
{
    /// <summary>Reads both sides.</summary>
    /// <param name="before">The operand to compare with.</param>
    /// <param name="after">The operand that is compared.</param>
    /// <param name="findSets">Finds the sets at hand; not called where both operands say themselves what they hold.</param>
    /// <param name="context">What the command line says of all operands.</param>
    /// <param name="cancellation">Stops compilers and git.</param>
    /// <exception cref="ToolException">A side cannot be read, or they are not of the same set.</exception>
    public static async Task<IReadOnlyList<(SetSnapshot Before, SetSnapshot After)>> ReadAsync(
        IOperand before, IOperand after, Func<IReadOnlyList<StencilFolder>> findSets, OperandContext context, CancellationToken cancellation)
    {
        if (before is IFixedOperand first && after is IFixedOperand second)
            return [Read(first, second, context)];
        var folders = findSets();
        if ((before as IFixedOperand ?? after as IFixedOperand) is { } known)
        {
            var snapshot = known.Read(context.Targets);
            folders = [Matching(folders, known, snapshot)];
            context = Restricted(context, known, snapshot);
        }

        var pairs = new List<(SetSnapshot, SetSnapshot)>();
        foreach (var folder in folders)
            pairs.Add((await before.ReadAsync(folder, context, cancellation), await after.ReadAsync(folder, context, cancellation)));
        return pairs;
    }

    private static (SetSnapshot Before, SetSnapshot After) Read(IFixedOperand before, IFixedOperand after, OperandContext context)
    {
        var old = before.Read(context.Targets);
        context = Restricted(context, before, old);
        if (before is FileOperand && after is FileOperand && after.Read([]).Locks[0] is var other && other.Target != old.Locks[0].Target)
            throw new ToolException($"{before.Text} is a lock for {old.Locks[0].Target}, {after.Text} one for {other.Target}: only code for one target can be compared.");
        var now = after.Read(context.Targets);
        if (after is FileOperand)
            old = before.Read([now.Locks[0].Target]);
        return old.Locks[0].Name == now.Locks[0].Name
            ? (old, now)
            : throw new ToolException($"{before.Text} holds the set {old.Locks[0].Name}, {after.Text} the set {now.Locks[0].Name}: only one set can be compared with itself.");
    }

    // One lock file is compared with one target of the other side.
    private static OperandContext Restricted(OperandContext context, IFixedOperand operand, SetSnapshot snapshot) =>
        operand is FileOperand ? context with { Targets = [snapshot.Locks[0].Target] } : context;

    private static StencilFolder Matching(IReadOnlyList<StencilFolder> folders, IFixedOperand operand, SetSnapshot snapshot)
    {
        var name = snapshot.Locks[0].Name;
        return folders.FirstOrDefault(folder => LockFile.SetName(folder) == name)
            ?? throw new ToolException($"{operand.Text} holds the set {name}, and none of {string.Join(", ", folders.Select(folder => folder.Path))} is this one: name it with --set FOLDER.");
    }
}
