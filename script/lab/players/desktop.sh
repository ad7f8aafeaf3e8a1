# shellcheck shell=bash disable=SC2154
# Sourced by script/lab/clients: how to run each desktop client.

has_client() {
  case $1 in
    vlc) command -v cvlc ;;
    gstreamer) command -v gst-launch-1.0 ;;
    yt_dlp) command -v yt-dlp ;;
    *) command -v "$1" ;;
  esac >/dev/null
}

version_of() {
  case $1 in
    mpv) mpv --version | sed -n '1s/^\(mpv [^ ]*\).*/\1/p' ;;
    vlc) as_player cvlc --version 2>/dev/null | sed -n '1s/^\(VLC\) version \([^ ]*\).*/\1 \2/p' ;;
    ffmpeg) ffmpeg -version | sed -n '1s/^ffmpeg version \([^ ]*\).*/FFmpeg \1/p' ;;
    gstreamer) gst-launch-1.0 --version | sed -n 2p ;;
    streamlink) streamlink --version ;;
    yt_dlp) echo "yt-dlp $(yt-dlp --version)" ;;
  esac
}

# VLC refuses to run as root.
as_player() {
  if [ "$(id -u)" -eq 0 ]; then
    runuser -u nobody -- env HOME=/tmp "$@"
  else
    "$@"
  fi
}

# play CLIENT URL: plays the video in real time to the end, without a window.
play() {
  case $1 in
    mpv) mpv --no-config --vo=null --ao=null "$2" ;;
    vlc) as_player cvlc --no-color --play-and-exit --vout=dummy --aout=adummy "$2" vlc://quit ;;
    ffmpeg) ffmpeg -nostdin -loglevel error -re -xerror -i "$2" -f null - ;;
    gstreamer) gst-launch-1.0 -q souphttpsrc location="$2" ! hlsdemux ! decodebin ! video/x-raw ! fakesink sync=true ;;
    streamlink) streamlink --quiet --stdout "$2" best | ffmpeg -nostdin -loglevel error -re -i - -f null - ;;
    yt_dlp) yt-dlp --quiet --output - "$2" | ffmpeg -nostdin -loglevel error -re -i - -f null - ;;
  esac
}

# piece CLIENT URL SECOND QUALITY: writes a few seconds, starting at SECOND, to $scratch/piece; QUALITY is best or
# worst.
piece() {
  local start=$3
  case $1 in
    mpv)
      mpv --no-config --hls-bitrate="${4/best/max}" --start="$start" --length=2 --of=matroska --ovc=rawvideo --oac=pcm_s16le \
        --o="$scratch/piece" "$2"
      ;;
    ffmpeg)
      local program=0
      if [ "$4" = worst ]; then program=1; fi
      ffmpeg -nostdin -loglevel error -ss "$start" -i "$2" -map "0:p:$program" -t 2 -f matroska -c:v rawvideo "$scratch/piece"
      ;;
    streamlink) streamlink --quiet --hls-start-offset "$start" --hls-duration 4 --output "$scratch/piece" "$2" "$4" ;;
    yt_dlp)
      yt-dlp --quiet --format "$4" --download-sections "*$start-$((start + 2))" --output "$scratch/piece.mp4" "$2" &&
        mv "$scratch/piece.mp4" "$scratch/piece"
      ;;
    vlc)
      # If VLC runs under another account, that account must be able to write here.
      chmod 777 "$scratch"
      as_player cvlc --no-color --adaptive-logic="${4/best/highest}" --start-time="$start" --run-time=3 \
        --sout="#std{access=file,mux=ts,dst=$scratch/piece}" "$2" vlc://quit
      ;;
    gstreamer)
      # gst-play-1.0 must report the requested position after seeking; a separate pipeline writes the video.
      timeout 8 gst-play-1.0 --no-interactive --start-position="$start" --videosink="fakesink sync=true" \
        --audiosink="fakesink sync=true" "$2" >"$scratch/places" || true
      tr '\r' '\n' <"$scratch/places" | grep "^0:00:$(printf %02d $((start + 1)))" || return 1
      timeout 8 gst-launch-1.0 -q souphttpsrc location="$2" ! hlsdemux connection-speed="${4/best/100000}" ! tsdemux ! h264parse ! \
        mpegtsmux ! filesink location="$scratch/piece" || [ -s "$scratch/piece" ]
      ;;
  esac
}

# said_by CLIENT URL PATTERN: the line of the client's output that matches the refusal. If a link isn't redirected to a
# playlist, Streamlink only says that no plugin fits.
said_by() {
  timeout 20 bash -c "$(declare -f play as_player); play $1 '$2'" >"$scratch/said" 2>&1 || true
  local said
  said=$(grep -iE "$3" "$scratch/said" | head -1 | sed -e "s|http://[^ ]*|…|g" -e 's/|/ /g' -e 's/\[[0-9a-f]\{12,\}\] //' | cut -c1-80 || true)
  echo "${said:-nothing of it}"
}

# segments_after TOKEN MS: the number of segments served for the token after that time.
segments_after() {
  awk -v token="$1" -v since="$2" '$3 == token && $1 >= since && $2 < 300 && $4 ~ /[.]ts$/ { n++ } END { print n + 0 }' "$witnessed"
}

row_of() {
  local client=$1 url begun revoked more played=no seeks=0 qualities='' place quality
  local scratch=$scratch/$client
  mkdir "$scratch"
  url=$(make_link)
  begun=$(date +%s)
  if timeout 75 bash -c "$(declare -f play as_player); play $client '$url'" >"$scratch/said" 2>&1; then
    local took=$(($(date +%s) - begun))
    # The client either played the clip's full length in real time or gave up early.
    if [ "$took" -ge $((seconds - 4)) ]; then played=yes; else played="ended after $took s"; fi
  fi

  for place in 30 5 17; do
    rm -f "$scratch/piece"
    if piece "$client" "$url" "$place" best >"$scratch/said" 2>&1 && [ -s "$scratch/piece" ]; then
      seeks=$((seeks + 1))
    fi
  done
  for quality in best worst; do
    rm -f "$scratch/piece"
    piece "$client" "$url" 0 "${quality/worst/$(least "$client")}" >"$scratch/said" 2>&1 || true
    qualities+=" $(ffprobe -v error -select_streams v:0 -show_entries stream=height -of csv=p=0 "$scratch/piece" 2>/dev/null | head -1 || true)p"
  done
  seeks="$seeks of 3"

  url=$(make_link)
  timeout 75 bash -c "$(declare -f play as_player); play $client '$url'" >"$scratch/said" 2>&1 &
  local player=$!
  sleep 6
  revoke "$url"
  revoked=$(date +%s%3N)
  begun=$(date +%s)
  wait "$player" || true
  local stopped="$(($(date +%s) - begun)) s"

  more=$(segments_after "${url##*/}" "$revoked")

  echo "| $(version_of "$client") | $played | $seeks | ${qualities# } | $stopped | $more |" \
    "$(said_by "$client" "$(playlist)" '401|unauthori[sz]ed') | $(said_by "$client" "$url" '403|forbidden|no plugin') |"
}

# Each client's name for the lowest quality; GStreamer takes a maximum connection speed in kbit/s.
least() {
  case $1 in
    mpv) echo min ;;
    vlc) echo lowest ;;
    gstreamer) echo 100 ;;
    *) echo worst ;;
  esac
}
