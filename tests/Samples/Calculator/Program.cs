using Calculator;
using StencilJit.Runtime;

const int Outcome = 0 * 8, Number = 1 * 8, Product = 2 * 8; // byte offsets of the variables' slots

using var heap = new CodeHeap();
var image = heap.Install(CalcStencils.Table);

// Where a division by zero goes: a piece of code of its own, registered as the trap's.
using var fail = Stitch(writer => CalcStencils.Fail(writer, outcome: 1));
image.SetTrap((int)CalcStencils.Trap.DivisionByZero, fail.Address);

// product = 1; do { product = product * number; number = number - 1; } while (number != 0);
using var program = Stitch(writer =>
{
    const int product = 0, number = 1; // the registers that hold them
    CalcStencils.MoveS(writer, result: number, value: Number);
    CalcStencils.MoveI(writer, result: product, value: 1);
    var loop = writer.DefineLabel();
    writer.Bind(loop);
    CalcStencils.MultiplyRRTied(writer, a: product, b: number);
    CalcStencils.SubtractRITied(writer, a: number, b: 1);
    CalcStencils.IsTrueRJumpIf(writer, value: number, target: loop);
    CalcStencils.MoveRToSlot(writer, value: product, result: Product);
    CalcStencils.Done(writer);
});

// The entry thunk is stitched like everything else, and called as the C function that it is.
using var run = Stitch(CalcStencils.Run);
unsafe
{
    var slots = stackalloc long[3];
    slots[Number / 8] = args.Length > 0 ? long.Parse(args[0]) : 10;
    ((delegate* unmanaged<nint, long*, void>)run.Address)(program.Address, slots);
    Console.WriteLine(slots[Outcome / 8] == 0 ? $"{slots[Product / 8]}" : "division by zero");
}

CodeBlock Stitch(Action<CodeWriter> emit)
{
    using var writer = image.CreateWriter(maximumBytes: 4096);
    emit(writer);
    return writer.Commit();
}
