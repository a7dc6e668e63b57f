using StencilJit.Runtime;

namespace StencilJit.Benchmarks.Functions;

/// <summary>Functions stitched from the calculator's stencils, through the library's public API.</summary>
internal sealed unsafe class StitchedFunctions : IDisposable
{
    private const int MostBytes = 4096;
    private const int UsualBytes = 600;
    private const int SlotSize = sizeof(long);

    private readonly CodeHeap _heap = new();
    private readonly StencilImage _image;
    private readonly CodeBlock _entry;
    private readonly List<CodeBlock> _blocks = [];
    private readonly List<nint> _functions = [];

    public StitchedFunctions()
    {
        _image = _heap.Install(CalcStencils.Table);
        using var writer = _image.CreateWriter(MostBytes);
        CalcStencils.Run(writer);
        _entry = writer.Commit();
    }

    /// <summary>Makes each function a piece of code of its own, as it can be asked for at any time.</summary>
    public void CompileEach(ArithmeticStep[][] functions)
    {
        Clear();
        foreach (var function in functions)
        {
            using var writer = _image.CreateWriter(MostBytes);
            Stitch(writer, function);
            var block = writer.Commit();
            _blocks.Add(block);
            _functions.Add(block.Address);
        }
    }

    /// <summary>Makes all functions one piece of code, as a module's are.</summary>
    public void CompileTogether(ArithmeticStep[][] functions)
    {
        Clear();
        using var writer = _image.CreateWriter(MostBytes * functions.Length, expectedBytes: UsualBytes * functions.Length);
        var offsets = new int[functions.Length];
        for (var i = 0; i < functions.Length; i++)
        {
            offsets[i] = writer.Position;
            Stitch(writer, functions[i]);
        }

        var block = writer.Commit();
        _blocks.Add(block);
        foreach (var offset in offsets)
            _functions.Add(block.Address + offset);
    }

    /// <summary>Calls every function.</summary>
    /// <returns>The sum of the results.</returns>
    public long CallAll(long* variables)
    {
        var sum = 0L;
        var run = (delegate* unmanaged<nint, long*, void>)_entry.Address;
        foreach (var function in _functions)
        {
            run(function, variables);
            sum += variables[ArithmeticStep.Result];
        }

        return sum;
    }

    public void Dispose()
    {
        Clear();
        _entry.Dispose();
        _heap.Dispose();
    }

    private static void Stitch(CodeWriter writer, ArithmeticStep[] steps)
    {
        CalcStencils.MoveS(writer, 0, ArithmeticStep.Start * SlotSize);
        foreach (var step in steps)
        {
            switch (step.Operator, step.IsConstant)
            {
                case (ArithmeticOperator.Add, true):
                    CalcStencils.AddRITied(writer, 0, step.Operand);
                    break;
                case (ArithmeticOperator.Add, false):
                    CalcStencils.AddRSTied(writer, 0, step.Operand * SlotSize);
                    break;
                case (ArithmeticOperator.Subtract, true):
                    CalcStencils.SubtractRITied(writer, 0, step.Operand);
                    break;
                case (ArithmeticOperator.Subtract, false):
                    CalcStencils.SubtractRSTied(writer, 0, step.Operand * SlotSize);
                    break;
                case (_, true):
                    CalcStencils.MultiplyRITied(writer, 0, step.Operand);
                    break;
                default:
                    CalcStencils.MultiplyRSTied(writer, 0, step.Operand * SlotSize);
                    break;
            }
        }

        CalcStencils.MoveRToSlot(writer, 0, ArithmeticStep.Result * SlotSize);
        CalcStencils.Done(writer);
    }

    private void Clear()
    {
        foreach (var block in _blocks)
            block.Dispose();
        _blocks.Clear();
        _functions.Clear();
    }
}
