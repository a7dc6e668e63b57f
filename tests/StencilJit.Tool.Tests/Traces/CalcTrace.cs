using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Tool.Tests.Traces;

/// <summary>Records code of the tutorial set.</summary>
internal static class CalcTrace
{
    private const int Number = 8, Product = 16;

    /// <summary>The golden files are of one architecture.</summary>
    public static void NeedsX64() =>
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The goldens are of x64 code: run the tests on an x64 machine.");

    /// <summary>A factorial, as in the calculator sample: a loop in one function, and where a division by zero goes in another block.</summary>
    public static StitchTrace Factorial()
    {
        using var heap = new CodeHeap();
        var image = heap.Install(CalcStencils.Table);
        var log = new StitchLog();
        using (var writer = image.CreateWriter(4096, log))
        {
            image.SetTrap((int)CalcStencils.Trap.DivisionByZero, writer.Address);
            log.BeginRegion("division by zero", 0);
            CalcStencils.Fail(writer, outcome: 1);
            writer.Commit();
        }

        log.Document = new StitchSource("lines", "product = 1\nloop: product *= number\nnumber -= 1\nif number goto loop\nproduct /= 3\nend\n"u8.ToArray());
        using (var writer = image.CreateWriter(4096, log))
        {
            log.BeginRegion("factorial", 0);
            var loop = writer.DefineLabel();
            log.Source = 0;
            CalcStencils.MoveI(writer, result: 0, value: 1);
            log.Source = 12;
            writer.Bind(loop);
            CalcStencils.MoveS(writer, result: 1, value: Number);
            CalcStencils.MultiplyRRTied(writer, a: 0, b: 1);
            log.Source = 36;
            CalcStencils.SubtractRITied(writer, a: 1, b: 1);
            CalcStencils.MoveRToSlot(writer, value: 1, result: Number);
            log.Source = 48;
            CalcStencils.IsTrueRJumpIf(writer, value: 1, target: loop);
            log.Source = 68;
            CalcStencils.DivideRI(writer, a: 0, result: 3, b: -3);
            CalcStencils.MoveRToSlot(writer, value: 3, result: Product);
            log.Source = 81;
            CalcStencils.Done(writer);
            writer.Align(32);
            log.BeginRegion("entry", 1);
            log.Source = StitchEntry.NoSource;
            CalcStencils.Run(writer);
            writer.Commit();
        }

        return log.ToTrace();
    }

    /// <summary>Two functions whose runs are known; <c>|</c> is a label that is branched to, or code that nothing goes on to.</summary>
    /// <remarks>
    /// first: move i>r, add ri>t, add ri>t | add ri>t, is_true r>?, move i>r, done | move i>r; second: move i>r, add ri>t, done.
    /// </remarks>
    public static StitchTrace Runs()
    {
        using var heap = new CodeHeap();
        var log = new StitchLog();
        using var writer = heap.Install(CalcStencils.Table).CreateWriter(4096, log);
        log.BeginRegion("first", 0);
        log.Source = 100;
        var label = writer.DefineLabel();
        CalcStencils.MoveI(writer, 0, 1);
        CalcStencils.AddRITied(writer, 0, 2);
        CalcStencils.AddRITied(writer, 0, 3);
        writer.Bind(label);
        log.Source = 101;
        CalcStencils.AddRITied(writer, 0, 4);
        CalcStencils.IsTrueRJumpIf(writer, 0, label);
        log.Source = 102;
        CalcStencils.MoveI(writer, 0, 5);
        CalcStencils.Done(writer);
        CalcStencils.MoveI(writer, 0, 6);
        log.BeginRegion("second", 1);
        log.Source = 200;
        CalcStencils.MoveI(writer, 0, 7);
        CalcStencils.AddRITied(writer, 0, 8);
        CalcStencils.Done(writer);
        writer.Commit();
        return log.ToTrace();
    }
}
