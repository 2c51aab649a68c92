#!/usr/bin/env bash
# A throw-away S3 server for tests: Ceph's object gateway, its objects in memory alone, on free
# loopback ports. Needs Debian's ceph-mon, ceph-osd and radosgw; root or not.
#
#   test/services/s3.sh start DIRECTORY   starts it in an empty directory and prints S3_URL=…
#   test/services/s3.sh stop DIRECTORY    stops what runs there
set -euo pipefail

action=${1:?start or stop}
directory=$(realpath -m "${2:?a directory}")
settings="$directory/ceph.conf"
rights="$directory/keyring"

free_ports() {
  node -e '
    const net = require("node:net");
    const servers = Array.from({ length: Number(process.argv[1]) }, () => net.createServer());
    Promise.all(servers.map((s) => new Promise((done) => s.listen(0, "127.0.0.1", done)))).then(() => {
      console.log(servers.map((s) => s.address().port).join(" "));
      for (const s of servers) s.close();
    });' "$1"
}

tool() {
  local name=$1
  shift
  timeout 30 "$name" -c "$settings" "$@"
}

write_settings() {
  local first=$1 second=$2 gateway=$3
  cat >"$settings" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = [v2:127.0.0.1:$first,v1:127.0.0.1:$second]
public addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $rights
run dir = $directory
log file = $directory/\$name.log
pid file = $directory/\$name.pid
admin socket = $directory/\$name.asok
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 2000
mon data avail warn = 0
mon data avail crit = 0
[mon.a]
mon data = $directory/mon
[osd.0]
osd data = $directory/osd
osd objectstore = memstore
osd check max object name len on startup = false
memstore device bytes = 2147483648
[client.rgw.a]
rgw data = $directory/rgw
rgw frontends = beast endpoint=127.0.0.1:$gateway
rgw dns name = localhost
CONF
}

start_monitor() {
  local id
  id=$(sed -n 's/^fsid = //p' "$settings")
  ceph-authtool --create-keyring "$rights" --gen-key -n mon. --cap mon 'allow *'
  ceph-authtool "$rights" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *'
  monmaptool --create --addv a "[v2:127.0.0.1:$1,v1:127.0.0.1:$2]" --fsid "$id" "$directory/monmap"
  ceph-mon -c "$settings" --mkfs -i a --monmap "$directory/monmap" --keyring "$rights"
  ceph-mon -c "$settings" -i a
}

start_storage() {
  local id
  id=$(cat /proc/sys/kernel/random/uuid)
  tool ceph osd new "$id"
  tool ceph auth get-or-create osd.0 mon 'allow profile osd' osd 'allow *' >>"$rights"
  ceph-osd -c "$settings" -i 0 --mkfs --osd-uuid "$id"
  ceph-osd -c "$settings" -i 0
}

start_gateway() {
  tool radosgw-admin user create --uid=tests --display-name=tests \
    --access-key="$1" --secret-key="$2"
  tool ceph auth get-or-create client.rgw.a mon 'allow rw' osd 'allow rwx' >>"$rights"
  radosgw -c "$settings" -n client.rgw.a
  for _ in $(seq 300); do
    if (: <"/dev/tcp/127.0.0.1/$3") 2>/dev/null; then return 0; fi
    sleep 0.1
  done
  echo 'The gateway did not answer.' >&2
  return 1
}

start() {
  local access secret first second gateway
  mkdir -p "$directory"/{mon,osd,rgw}
  access=$(node -p 'crypto.randomBytes(10).toString("hex")')
  secret=$(node -p 'crypto.randomBytes(20).toString("hex")')
  read -r first second gateway <<<"$(free_ports 3)"
  write_settings "$first" "$second" "$gateway"
  {
    start_monitor "$first" "$second"
    start_storage
    start_gateway "$access" "$secret" "$gateway"
  } >"$directory/start.log" 2>&1 || {
    tail -n 20 "$directory/start.log" >&2
    stop
    return 1
  }
  echo "S3_URL=http://$access:$secret@127.0.0.1:$gateway"
}

stop() {
  local file pid
  for file in "$directory"/client.rgw.a.pid "$directory"/osd.0.pid "$directory"/mon.a.pid; do
    [ -s "$file" ] || continue
    pid=$(cat "$file")
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
  done
}

"$action"
