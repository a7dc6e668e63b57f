using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;
using StencilJit.Model;

namespace StencilJit.Compiler.Registers;

/// <summary>Gives the operands and the result of a placement the registers that it is compiled for.</summary>
internal static class RegisterRoles
{
    /// <summary>The roles in the order in which emit methods take registers: operands in order, then the result.</summary>
    /// <exception cref="CompilationException">SJ1111: there are more than a stencil can have.</exception>
    public static IReadOnlyList<RegisterRole> Of(MicroOp op, Placement placement, TargetDescription target)
    {
        var roles = new List<RegisterRole>();
        var tied = placement.TiedOperand(op);
        for (var index = 0; index < op.Operands.Count; index++)
            if (placement.Operands[index] == OperandPlace.Register)
                Add(op.Operands[index].Name, op.Operands[index].IsFloat, index == tied ? RegisterAccess.Update : RegisterAccess.Read, index);
        if (placement.Result == ResultPlace.Register)
            Add("result", op.HasFloatResult, RegisterAccess.Write, -1);
        return roles;

        void Add(string name, bool isFloat, RegisterAccess access, int operand)
        {
            var registerClass = isFloat ? RegisterClass.Float : RegisterClass.Integer;
            var canonical = isFloat ? target.CanonicalFloats : target.CanonicalIntegers;
            var used = roles.Count(role => role.Class == registerClass);
            if (used == canonical.Count)
                throw op.Error("SJ1111", $"Placement '{placement.Text}' of '{op.Name}' has more than {canonical.Count} operands and results in registers of one class; place some in slots.");
            var pool = isFloat ? target.FloatPool : target.IntegerPool;
            roles.Add(new RegisterRole(name, registerClass, access, operand, pool.First(register => register.Name == canonical[used])));
        }
    }
}
