using Microsoft.AspNetCore.Components.Server.Circuits;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Problems;

/// <summary>Lets actions on pages use the ballast when the disk is full.</summary>
internal sealed class BallastForPages : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async context =>
        {
            using (OwnerRequestScope.Begin())
            {
                await next(context);
            }
        };
}
