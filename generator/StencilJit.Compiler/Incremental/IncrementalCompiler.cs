using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Linking;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Incremental;

/// <summary>
/// Compiles a set for one target again and again; a micro-op that is made of the same as before is not compiled again.
/// Every run reads all sources, so nobody has to tell what changed. Calls from several threads wait for each other.
/// </summary>
public sealed class IncrementalCompiler
{
    private readonly CompileRequest request;
    private readonly TargetDescription target;
    private readonly SemaphoreSlim gate = new(1);
    private readonly IReadOnlyDictionary<string, string>? known;
    private readonly Dictionary<string, (string Hash, UnlinkedOp Op)> compiled = [];
    private Dictionary<string, string> last = [];
    private StencilSet? seed;
    private ClangTool? clang;

    /// <summary>Starts with nothing compiled, or with a lock.</summary>
    /// <param name="request">The set and the target; the sources are read by each run.</param>
    /// <param name="locked">
    /// What the set's lock holds, or null. A run that finds the sources that the lock was made from, and the compilers
    /// that made it, takes the stencils from there, until a whole set was compiled otherwise.
    /// </param>
    /// <param name="fingerprints">
    /// What the lock's micro-ops were made of, or null. Where it is told, the lock serves for sources that have changed
    /// since, too: for the micro-ops that the change did not reach.
    /// </param>
    /// <exception cref="ArgumentException">The target is not known.</exception>
    public IncrementalCompiler(CompileRequest request, StencilSet? locked = null, SetFingerprints? fingerprints = null)
    {
        this.request = request;
        target = TargetDescription.Get(request.Target);
        seed = locked;
        known = locked is not null && fingerprints?.SetHash == SetFingerprints.HashOf(locked) ? fingerprints.Ops : null;
    }

    /// <summary>Compiles what changed since the last run.</summary>
    /// <param name="only">
    /// Micro-ops that are wanted now, or null for all. The others are left for a later run, and the set holds these
    /// alone, with traps and data of their own. Names that the sources do not have are ignored.
    /// </param>
    /// <param name="cancellation">Stops clang, or the compilation between its steps; nothing is lost but this run.</param>
    /// <returns>The stencils, or the errors that kept them from being made.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<IncrementalResult> CompileAsync(IReadOnlyCollection<string>? only = null, CancellationToken cancellation = default)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            clang ??= StencilCompiler.FindClang(request);
            var seedFits = SeedFits();
            var output = await new ClangDriver(clang).CompileAsync(request, target, cancellation);
            // Asked again, as a source may have been saved while clang was reading.
            var locked = seedFits && SeedFits() ? seed : null;
            return await Task.Run(() => Compile(clang, output, locked, only, cancellation), cancellation);
        }
        catch (CompilationException exception)
        {
            return new IncrementalResult(null, exception.Diagnostics, [], [], []);
        }
        finally
        {
            gate.Release();
        }
    }

    private bool SeedFits() =>
        seed is not null && seed.Compiler == SetCompilation.Compiler(clang!)
        && (known is null ? StencilInputs.FindChange(request, seed) is null : seed.OptionsHash == StencilInputs.OptionsHash(request));

    private IncrementalResult Compile(ClangTool tool, ClangOutput output, StencilSet? locked, IReadOnlyCollection<string>? only, CancellationToken cancellation)
    {
        using var compilation = new SetCompilation(request, target, tool, output);
        var ops = compilation.Sources.Ops;
        var fingerprints = FingerprintReader.Read(compilation.Sources);
        if (locked is not null)
            Adopt(locked, ops, fingerprints);

        var wanted = ops.Where(op => only is null || only.Contains(op.Name)).Select(op => op.Name).ToList();
        var stale = wanted.Where(name => !IsCompiled(name, fingerprints[name])).ToHashSet();
        if (stale.Any(name => fingerprints[name].IsEntangled))
            stale.UnionWith(fingerprints.Where(op => op.Value.IsEntangled).Select(op => op.Key));
        if (stale.Count > 0)
            foreach (var op in compilation.Compile(op => stale.Contains(op.Name), cancellation))
                compiled[op.Name] = (fingerprints[op.Name].Hash, op);

        var set = compilation.Link(wanted.Select(name => compiled[name].Op));
        var own = ops.Where(op => !Harness.Contains(op)).ToDictionary(op => op.Name, op => fingerprints[op.Name].Hash);
        var result = new IncrementalResult(
            set, compilation.Diagnostics,
            [.. own.Where(op => wanted.Contains(op.Key) && last.GetValueOrDefault(op.Key) != op.Value).Select(op => op.Key).Order(StringComparer.Ordinal)],
            [.. last.Keys.Where(name => !own.ContainsKey(name)).Order(StringComparer.Ordinal)],
            [.. stale.Order(StringComparer.Ordinal)])
        {
            Fingerprints = fingerprints.ToDictionary(op => op.Key, op => op.Value.Hash),
        };
        if (only is null)
            Forget(own);
        return result;
    }

    private bool IsCompiled(string name, OpFingerprint fingerprint) => compiled.TryGetValue(name, out var known) && known.Hash == fingerprint.Hash;

    private void Adopt(StencilSet locked, IReadOnlyList<MicroOp> ops, IReadOnlyDictionary<string, OpFingerprint> fingerprints)
    {
        foreach (var op in ops)
            if (IsLocked(op.Name, fingerprints) && LockedOps.Find(locked, op, fingerprints[op.Name]) is { } adopted)
                compiled[op.Name] = (fingerprints[op.Name].Hash, adopted);
        last = known is null
            ? ops.Where(op => !Harness.Contains(op)).ToDictionary(op => op.Name, op => fingerprints[op.Name].Hash)
            : known.Where(op => op.Key is not (Harness.Enter or Harness.Exit)).ToDictionary();
        seed = null;
    }

    /// <summary>Whether a micro-op is what it was when the lock was made.</summary>
    private bool IsLocked(string name, IReadOnlyDictionary<string, OpFingerprint> fingerprints) =>
        known is null || known.GetValueOrDefault(name) == fingerprints[name].Hash;

    // From here on a change is one against this set; the lock is of no use any more.
    private void Forget(Dictionary<string, string> own)
    {
        last = own;
        seed = null;
        foreach (var name in compiled.Keys.Where(name => !own.ContainsKey(name) && name is not (Harness.Enter or Harness.Exit)).ToList())
            compiled.Remove(name);
    }
}
