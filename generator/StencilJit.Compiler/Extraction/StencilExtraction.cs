using StencilJit.Compiler.Checks;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Holes;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Objects;
using StencilJit.Model;

namespace StencilJit.Compiler.Extraction;

/// <summary>Emits the probes of a lowered module and makes stencils of them.</summary>
internal sealed class StencilExtraction
{
    private readonly LlvmSession session;
    private readonly LoweredModule module;
    private readonly CancellationToken cancellation;
    private readonly HoleSolver solver;
    private readonly IFieldForms forms;
    private readonly StencilChecks checks;
    private readonly CodeShape shape;

    public StencilExtraction(LlvmSession session, LoweredModule module, IReadOnlyList<string> traps, CancellationToken cancellation)
    {
        this.session = session;
        this.module = module;
        this.cancellation = cancellation;
        var architecture = session.Target.Architecture;
        forms = architecture == Architecture.X64 ? new X64FieldForms() : new Arm64FieldForms();
        solver = new HoleSolver(forms);
        checks = new StencilChecks(architecture, module.Signature);
        shape = new CodeShape(architecture, Data, traps);
    }

    /// <summary>The constants that the stencils refer to.</summary>
    public DataPart Data { get; } = new();

    /// <summary>All stencils, sorted by name, then placement.</summary>
    public IReadOnlyList<Stencil> Extract()
    {
        var variants = new Dictionary<string, StencilVariant>();
        var foldable = FindFoldable();
        var unsolved = SolveAll(module.Functions.Except(foldable), opaque: false, variants, foldable);
        unsolved = [.. unsolved, .. foldable];
        if (unsolved.Count > 0)
        {
            module.KeepOnly(unsolved);
            unsolved = SolveAll(unsolved, opaque: true, variants, []);
        }
        if (unsolved.Count > 0)
            throw new CompilationException([.. unsolved.DistinctBy(stencil => (stencil.Op.Name, stencil.Placement.Text)).Select(Unsolved)]);
        return
        [
            .. module.Functions.GroupBy(function => (function.Op.Name, Placement: function.Placement.Text))
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Placement, StringComparer.Ordinal)
                .Select(group => ToStencil([.. group.OrderBy(function => function.Position)], variants)),
        ];
    }

    private static Stencil ToStencil(StencilFunction[] functions, Dictionary<string, StencilVariant> variants)
    {
        var op = functions[0].Op;
        return new Stencil(op.Name, functions[0].Placement.Text, op.Kind, op.Documentation, $"{op.File}:{op.Line}", functions[0].Holes, [.. functions.Select(function => variants[function.Symbol])]);
    }

    private unsafe List<StencilFunction> FindFoldable() =>
        [.. module.Functions.Where(function => FoldableHoles.In(module.Module, function))];

    private unsafe List<StencilFunction> SolveAll(
        IEnumerable<StencilFunction> all, bool opaque, Dictionary<string, StencilVariant> variants, IReadOnlyList<StencilFunction> others)
    {
        var functions = all.ToList();
        var left = others.Select(function => function.Symbol).ToList();
        var emitter = new ProbeEmitter(session);
        var probes = new ObjectFile[ProbeValues.Count];
        // Where nothing is open, one probe says all.
        var closed = functions.Where(function => !HasValues(function)).Select(function => function.Symbol).ToList();
        for (var probe = 0; probe < probes.Length; probe++)
        {
            cancellation.ThrowIfCancellationRequested();
            probes[probe] = emitter.Emit(module.Module, probe, opaque, probe == 0 ? left : left.Concat(closed));
        }
        using var disassembler = new Disassembler(session.Target);
        var unsolved = new List<StencilFunction>();
        foreach (var function in functions)
            if (Solve(function, probes, disassembler) is { } variant)
                variants[function.Symbol] = variant;
            else
                unsolved.Add(function);
        return unsolved;
    }

    private StencilVariant? Solve(StencilFunction function, ObjectFile[] probes, Disassembler disassembler)
    {
        var sections = Array.ConvertAll(HasValues(function) ? probes : [probes[0]], probe => probe.Sections[function.Section]);
        var values = function.Holes.Where(hole => hole.Kind != HoleKind.Label)
            .Select(hole => Enumerable.Range(0, probes.Length).Select(probe => ProbeValues.Value(hole, probe)).ToArray()).ToArray();
        if (Solve(Array.ConvertAll(sections, section => section.Contents), values) is not { } solution
            || sections.Any(section => !section.Relocations.SequenceEqual(sections[0].Relocations, RelocationPlace.Comparer)))
            return null;
        // Decoded with a probe's values in the holes: a zero may be another instruction's spelling.
        var instructions = disassembler.Decode(sections[0].Contents);
        checks.Check(function, sections[0].Contents, instructions);
        if (instructions[^1].Mnemonic == "ret" && function.Kind == StencilKind.Leaf)
            checks.CheckReturn(function, instructions);
        var (code, patches) = shape.Shape(function, solution.Template, sections[0], probes[0], instructions);
        patches.AddRange(solution.Fields.Select(field => new Patch(field.Offset, field.Kind, PatchSource.Hole, field.Hole, 0)));
        return new StencilVariant(code, [.. patches.OrderBy(patch => patch.Offset)]);
    }

    private HoleSolution? Solve(byte[][] codes, ulong[][] values) =>
        values.Length == 0 ? new HoleSolution(codes[0], []) : solver.Solve(codes, values);

    private static bool HasValues(StencilFunction function) => function.Holes.Any(hole => hole.Kind != HoleKind.Label);

    private static CompileDiagnostic Unsolved(StencilFunction function) => new(
        DiagnosticSeverity.Error, "SJ1305",
        $"{function.Display}: the value of {string.Join(", ", function.Holes.Where(hole => hole.Kind != HoleKind.Label).Select(hole => $"'{hole.Name}'"))} cannot be found in the machine code in a form that holds for every value. "
        + "Is each hole used? Does one decide the shape of the code, as a loop bound or a condition known when stitching would?",
        function.Op.File, function.Op.Line);
}
