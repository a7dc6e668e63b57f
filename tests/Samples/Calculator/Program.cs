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
    CalcStencils.MoveI(writer, position: 0, value: 1);
    CalcStencils.MoveRToSlot(writer, 0, Product);
    var loop = writer.DefineLabel();
    writer.Bind(loop);
    CalcStencils.MoveS(writer, 0, Product);
    CalcStencils.MultiplyRS(writer, 0, b: Number);
    CalcStencils.MoveRToSlot(writer, 0, Product);
    CalcStencils.MoveS(writer, 0, Number);
    CalcStencils.SubtractRI(writer, 0, b: 1);
    CalcStencils.MoveRToSlot(writer, 0, Number);
    CalcStencils.IsTrueRJumpIf(writer, 0, target: loop);
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
