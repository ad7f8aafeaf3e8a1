using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Tests.Components;

public sealed class StatusChipTests : BunitContext
{
    [Theory]
    [InlineData(VideoStatus.Pending, null, "Waiting")]
    [InlineData(VideoStatus.Encoding, 0.43, "Preparing 43 %")]
    [InlineData(VideoStatus.Encoding, null, "Preparing")]
    [InlineData(VideoStatus.Ready, null, "Ready")]
    [InlineData(VideoStatus.Failed, null, "Needs attention")]
    public void A_state_is_a_drawing_and_a_word(VideoStatus status, double? progress, string words)
    {
        var chip = Render<StatusChip>(chip => chip.Add(c => c.Status, status).Add(c => c.Progress, progress));

        chip.Find(".chip").TextContent.Trim().Should().Be(words);
        chip.FindAll("svg[aria-hidden]").Should().ContainSingle();
    }
}
