using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Web.Settings;

namespace StreamVault.Tests.Settings;

public sealed class SandboxTextTests
{
    [Fact]
    public void Shows_the_result_of_the_hardware_encoder_test()
    {
        SandboxText
            .Of(new SandboxState.On(), VideoEncoder.X264)
            .Should()
            .Be("FFmpeg runs without network access and sees only its own files.");
        SandboxText
            .Of(new SandboxState.Off("install bubblewrap"), VideoEncoder.X264)
            .Should()
            .Be("FFmpeg runs without a sandbox: install bubblewrap.");
        SandboxText.Of(new SandboxState.On(), VideoEncoder.Vaapi).Should().Contain("except with a hardware encoder");
    }
}
