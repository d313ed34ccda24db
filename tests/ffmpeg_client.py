"""FFmpeg's WHIP muxer as a client."""

import imageio_ffmpeg

from sent import MEDIA

CLIP = ("-stream_loop", "-1", "-i", str(MEDIA / "second-person-walks-in.mp4"))
"""The sample clip again and again."""


def showing(picture: str) -> tuple[str, ...]:
    """A sample picture all the time, as a camera with some noise would send it."""
    return ("-loop", "1", "-framerate", "30", "-i", str(MEDIA / picture), "-vf", "scale=640:360,noise=alls=6:allf=t")


def command(url: str, *options: str, source: tuple[str, ...] = CLIP) -> list[str]:
    """Plays a source with faint noise for a sound, as it would be typed by hand."""
    given = dict(zip(options[::2], options[1::2], strict=True))
    named = ("-vf", "-authorization", "-cert_file", "-key_file", "-whip_flags")
    ours = [word for name in named if name in given for word in (name, given[name])]
    picture, shown = source[: source.index("-i") + 2], source[source.index("-i") + 2 :]
    return [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-nostats", "-hide_banner", "-loglevel", "verbose"),
        *("-re", *picture),
        *("-re", "-f", "lavfi", "-i", "anoisesrc=amplitude=0.003:sample_rate=48000", "-shortest", *shown),
        *("-pix_fmt", "yuv420p", "-c:v", "libx264", "-bf", "0", "-tune", "zerolatency"),
        *("-profile:v", given.get("-profile:v", "baseline")),
        *("-c:a", "libopus", "-ar", "48000", "-ac", "2", *ours, "-f", "whip", url),
    ]
