import sys,json,hashlib,pathlib
from mcap.reader import make_reader
from rosbags.rosbag2 import Reader
from rosbags.typesys import Stores,get_typestore
ts=get_typestore(Stores.ROS2_JAZZY)
folder=pathlib.Path(sys.argv[1]); out={}
f=next(folder.glob('*.mcap'))
r=make_reader(open(f,'rb'),validate_crcs=True); s=r.get_summary()
out['mcap']=[hashlib.sha256(m.data).hexdigest() for _,_,m in r.iter_messages()]
out['chunks']=len(s.chunk_indexes); out['indexed']=s.statistics.message_count
with Reader(folder) as b:
    out['rosbags']=[hashlib.sha256(bytes(d)).hexdigest() for c,t,d in b.messages()]
    n=0
    for c,t,d in b.messages(): ts.deserialize_cdr(d,c.msgtype); n+=1
    out['decoded']=n
print(json.dumps(out))
