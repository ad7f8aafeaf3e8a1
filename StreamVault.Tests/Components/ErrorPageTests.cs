using Bunit;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using StreamVault.Web.Components;

namespace StreamVault.Tests.Components;

public sealed class ErrorPageTests : BunitContext
{
    private const int NoSpaceLeft = 28; // ENOSPC

    [Fact]
    public void Says_that_the_disk_is_full() =>
        Page(new InvalidOperationException("Saving failed.", new IOException("No space left on device", NoSpaceLeft)))
            .Should()
            .Contain("The disk is full. Empty the trash");

    [Fact]
    public void Refers_to_the_log_for_other_errors() =>
        Page(new IOException("Broken pipe")).Should().Contain("The server's log").And.NotContain("The disk is full");

    private string Page(Exception error)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature { Error = error });
        return Render<ErrorPage>(page => page.AddCascadingValue<HttpContext>(context)).Find("p").TextContent;
    }
}
