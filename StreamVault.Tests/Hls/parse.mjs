// Reads playlists with two parsers that others wrote, and prints what each understood, in the same words.
import { readFileSync } from "node:fs";
import HLS from "hls-parser";
import { Parser } from "m3u8-parser";

HLS.setOptions({ strictMode: true });

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const words = (iv) => [...iv].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
const uris = (renditions) => (renditions ?? []).flatMap((rendition) => (rendition.uri ? [rendition.uri] : []));

function byHlsParser(text) {
  const playlist = HLS.parse(text);
  if (playlist.isMasterPlaylist) {
    return {
      independent: playlist.independentSegments,
      variants: playlist.variants.map((variant) => ({
        uri: variant.uri,
        bandwidth: variant.bandwidth,
        average: variant.averageBandwidth,
        width: variant.resolution.width,
        height: variant.resolution.height,
        rate: variant.frameRate,
        codecs: variant.codecs,
        sounds: uris(variant.audio),
        subtitles: uris(variant.subtitles),
      })),
    };
  }

  return {
    target: playlist.targetDuration,
    ended: playlist.endlist,
    type: playlist.playlistType,
    segments: playlist.segments.map((segment) => ({
      uri: segment.uri,
      duration: segment.duration,
      method: segment.key?.method,
      key: segment.key?.uri,
      iv: segment.key && hex(segment.key.iv),
    })),
  };
}

function byM3u8Parser(text) {
  const parser = new Parser();
  const complaints = [];
  parser.on("warn", (warning) => complaints.push(warning.message));
  parser.push(text);
  parser.end();
  if (complaints.length > 0) {
    throw new Error(complaints.join("; "));
  }

  const { manifest } = parser;
  if (manifest.playlists) {
    const group = (kind, name) => uris(Object.values(manifest.mediaGroups[kind][name] ?? {}));
    return {
      independent: manifest.independentSegments,
      variants: manifest.playlists.map(({ uri, attributes }) => ({
        uri,
        bandwidth: Number(attributes.BANDWIDTH),
        average: Number(attributes["AVERAGE-BANDWIDTH"]),
        width: attributes.RESOLUTION.width,
        height: attributes.RESOLUTION.height,
        rate: Number(attributes["FRAME-RATE"]),
        codecs: attributes.CODECS,
        sounds: group("AUDIO", attributes.AUDIO),
        subtitles: group("SUBTITLES", attributes.SUBTITLES),
      })),
    };
  }

  return {
    target: manifest.targetDuration,
    ended: manifest.endList,
    type: manifest.playlistType,
    segments: manifest.segments.map(({ uri, duration, key }) => ({
      uri,
      duration,
      method: key?.method,
      key: key?.uri,
      iv: key && words(key.iv),
    })),
  };
}

const text = readFileSync(process.argv[2], "utf8");
console.log(JSON.stringify([byHlsParser(text), byM3u8Parser(text)]));
