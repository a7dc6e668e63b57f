using StencilJit.Compiler.Checks;
using StencilJit.Compiler.Disassembly;
using StencilJit.Compiler.Holes;
using StencilJit.Compiler.Linking;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Objects;
using StencilJit.Compiler.Registers;
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
    private readonly RegisterChecks registerChecks;
    private readonly RegisterFieldFinder fields;

    public StencilExtraction(LlvmSession session, LoweredModule module, CancellationToken cancellation)
    {
        this.session = session;
        this.module = module;
        this.cancellation = cancellation;
        var architecture = session.Target.Architecture;
        forms = architecture == Architecture.X64 ? new X64FieldForms() : new Arm64FieldForms();
        solver = new HoleSolver(forms);
        checks = new StencilChecks(architecture, module.Signature);
        shape = new CodeShape(architecture);
        var names = RegisterNames.For(architecture);
        registerChecks = new RegisterChecks(names, module.Signature);
        fields = new RegisterFieldFinder(names, session.Target);
    }

    /// <summary>All micro-ops of the module, in the order of its functions.</summary>
    public IReadOnlyList<UnlinkedOp> Extract()
    {
        var stencils = new Dictionary<string, UnlinkedStencil>();
        var foldable = FindFoldable();
        var unsolved = module.Functions.ToList();
        foreach (var hiding in Enum.GetValues<HoleHiding>())
        {
            // What computes something from a hole alone must see none.
            IReadOnlyCollection<string> later = hiding == HoleHiding.AllButSlots ? [] : foldable;
            if (unsolved.All(function => later.Contains(function.Symbol)))
                continue;
            if (hiding != HoleHiding.None)
                module.KeepOnly(unsolved);
            SolveAll(unsolved.Where(function => !later.Contains(function.Symbol)), hiding, stencils, later);
            unsolved.RemoveAll(function => stencils.ContainsKey(function.Symbol));
        }
        if (unsolved.Count > 0)
            throw new CompilationException([.. unsolved.DistinctBy(function => function.Op.Name).Select(Unsolved)]);
        return
        [
            .. module.Functions.GroupBy(function => function.Op.Name).Select(op => new UnlinkedOp(
                op.Key,
                [.. op.SelectMany(function => function.Traps).Distinct().Order(StringComparer.Ordinal)],
                [.. op.Select(function => stencils[function.Symbol])])),
        ];
    }

    private IObjectFormat Format(Disassembler disassembler) => session.Target.ObjectFormat == ObjectFormat.MachO
        ? new MachOFormat(session.Target.Architecture, disassembler)
        : new ElfFormat(session.Target.Architecture);

    private unsafe HashSet<string> FindFoldable() =>
        [.. module.Functions.Where(function => FoldableHoles.In(module.Module, function)).Select(function => function.Symbol)];

    /// <summary>Emits probes without the functions that are left for later, and adds what can be solved.</summary>
    private unsafe void SolveAll(IEnumerable<StencilFunction> all, HoleHiding hiding, Dictionary<string, UnlinkedStencil> stencils, IReadOnlyCollection<string> later)
    {
        var functions = all.ToList();
        using var disassembler = new Disassembler(session.Target);
        var emitter = new ProbeEmitter(session, Format(disassembler));
        var probes = new CodeObject[ProbeValues.Count];
        // Where nothing is open, one probe says all.
        var closed = functions.Where(function => !HasValues(function)).Select(function => function.Symbol).ToList();
        for (var probe = 0; probe < probes.Length; probe++)
        {
            cancellation.ThrowIfCancellationRequested();
            probes[probe] = emitter.Emit(module.Module, probe, hiding, probe == 0 ? later : later.Concat(closed));
        }
        var errors = new List<CompileDiagnostic>();
        foreach (var function in functions)
        {
            try
            {
                if (Solve(function, probes, disassembler) is { } stencil)
                    stencils.Add(function.Symbol, stencil);
            }
            catch (CompilationException exception)
            {
                errors.AddRange(exception.Diagnostics);
            }
        }
        if (errors.Count > 0)
            // What is wrong with one placement of a micro-op mostly is with the others.
            throw new CompilationException([.. errors.DistinctBy(error => (error.Code, error.File, error.Line))]);
    }

    private UnlinkedStencil? Solve(StencilFunction function, CodeObject[] probes, Disassembler disassembler)
    {
        var codes = Array.ConvertAll(HasValues(function) ? probes : [probes[0]], probe => Shorten(probe.Functions[function.Symbol]));
        var values = function.Holes.Where(hole => hole.Kind != HoleKind.Label)
            .Select(hole => Enumerable.Range(0, probes.Length).Select(probe => ProbeValues.Value(hole, probe)).ToArray()).ToArray();
        if (Solve(Array.ConvertAll(codes, code => code.Contents), values) is not { } solution
            || codes.Any(code => !code.Relocations.SequenceEqual(codes[0].Relocations, RelocationPlace.Comparer)))
            return null;
        // Decoded with a probe's values in the holes: a zero may be another instruction's spelling.
        var instructions = disassembler.Decode(codes[0].Contents);
        checks.Check(function, codes[0].Contents, instructions);
        if (instructions[^1].Mnemonic == "ret" && function.Kind == StencilKind.Leaf)
            checks.CheckReturn(function, instructions);
        registerChecks.Check(function, instructions);
        var registers = fields.Find(function, codes[0].Contents, instructions, disassembler);
        var (shaped, patches) = shape.Shape(function, solution.Template, codes[0], probes[0], instructions);
        // What a sign is extended to would be added to the bytes behind, but for those of the next stencil.
        if (solution.Fields.Any(field => field.Kind == PatchKind.Abs8 && field.Offset != shaped.Length - 1 && values[field.Hole].Any(value => value > byte.MaxValue)))
            return null;
        patches.AddRange(solution.Fields.Select(field => new UnlinkedPatch(field.Offset, field.Kind, new PatchValue.Hole(field.Hole), 0)));
        return new UnlinkedStencil(
            function.Placement.Text, function.Holes, RegisterCode.Normalize(shaped, function.Registers, registers), shaped, [.. patches.OrderBy(patch => patch.Offset)]);
    }

    private FunctionCode Shorten(FunctionCode code) => session.Target.Architecture == Architecture.Arm64 ? Arm64Branches.Fold(code) : code;

    private HoleSolution? Solve(byte[][] codes, ulong[][] values) =>
        values.Length == 0 ? new HoleSolution(codes[0], []) : solver.Solve(codes, values);

    private static bool HasValues(StencilFunction function) => function.Holes.Any(hole => hole.Kind != HoleKind.Label);

    private static CompileDiagnostic Unsolved(StencilFunction function) => new(
        DiagnosticSeverity.Error, "SJ1305",
        $"{function.Display}: the value of {string.Join(", ", function.Holes.Where(hole => hole.Kind != HoleKind.Label).Select(hole => $"'{hole.Name}'"))} cannot be found in the machine code in a form that holds for every value. "
        + "Is each hole used? Does one decide the shape of the code, as a loop bound or a condition known when stitching would?",
        function.Op.File, function.Op.Line);
}
