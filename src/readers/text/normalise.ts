const TRADITIONAL =
  '規範條內許處罰強對務總數減廢現發費採購額單萬億請況織構機關業會團結轉辦繼續開國祕穩護權屬類過執詢實補確認舉報訴複復議訟維糾審經後餘網與號區縣鄉鎮東龍門頒項個書張錄據點無觀廣樓灣豐義興華長員統計廳間應為' +
  '於縂體製並們這從來進選還達導領組給絕級績線聯聲職見視覽訂記設訪評該試話語調論證識譯讀變資質車輯邊郵鐵問陽際險隊階隨難雲電靜響頁預願風館馬騰齊齡黃黨圖園圓場壓備價優側兩凱創劃劑動勢勞勵協衛參雙嚴啟營陳橋' +
  '樂樹檢歲歷殺氣漢濟滿準溫滬潔環產畫監盤礎禮種稱積競筆節築簡籤糧純紅約紙緊編緩縮繫習聞聽腦舊蘇蘭術衝裝裡親覺訊訓診詳誌誤談諮講貫責貨賬賽跡踐輕輪農運遷遼遲邁鄧鄰鄭醫釋針銀銷鋪鍾鏈鑒閉閱陸隱雜離須頭題顧顯' +
  '養驗魯廈廠彙徵慶戶揚損擇擔擬擴攝斷時晉暢極標樣歡決測湯煙熱爭爾獎獨獲碼壯寫寶專將屆島嶺師帶幫幹庫徹恆慮懷戰擊學綜綠緒終細紹紀誠諾謝貝負財貧販貿賀賓趙軍軟較載輔連週遠適遺鄒釣鋼錦鎖鐘閑閣陝陰順頓飛駐驛鬆' +
  '鳳鳥鹽麗葉蓮薩藝藥隻傳債傷儲冊別則勝匯卻喬彈雖僅係歸當盡眾著虧'
const SIMPLIFIED =
  '规范条内许处罚强对务总数减废现发费采购额单万亿请况织构机关业会团结转办继续开国秘稳护权属类过执询实补确认举报诉复复议讼维纠审经后余网与号区县乡镇东龙门颁项个书张录据点无观广楼湾丰义兴华长员统计厅间应为' +
  '于总体制并们这从来进选还达导领组给绝级绩线联声职见视览订记设访评该试话语调论证识译读变资质车辑边邮铁问阳际险队阶随难云电静响页预愿风馆马腾齐龄黄党图园圆场压备价优侧两凯创划剂动势劳励协卫参双严启营陈桥' +
  '乐树检岁历杀气汉济满准温沪洁环产画监盘础礼种称积竞笔节筑简签粮纯红约纸紧编缓缩系习闻听脑旧苏兰术冲装里亲觉讯训诊详志误谈咨讲贯责货账赛迹践轻轮农运迁辽迟迈邓邻郑医释针银销铺钟链鉴闭阅陆隐杂离须头题顾显' +
  '养验鲁厦厂汇征庆户扬损择担拟扩摄断时晋畅极标样欢决测汤烟热争尔奖独获码壮写宝专将届岛岭师带帮干库彻恒虑怀战击学综绿绪终细绍纪诚诺谢贝负财贫贩贸贺宾赵军软较载辅连周远适遗邹钓钢锦锁钟闲阁陕阴顺顿飞驻驿松' +
  '凤鸟盐丽叶莲萨艺药只传债伤储册别则胜汇却乔弹虽仅系归当尽众着亏'

const SINGLE = new Map([...TRADITIONAL].map((char, i) => [char, [...SIMPLIFIED][i]!]))
/* Punctuation that readers print in either width: one form of each, so that labels compare. */
const WIDE: Record<string, string> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '：': ':',
  '；': ';',
  '／': '/',
  '．': '.',
  '％': '%',
  '｜': '|',
  '│': '|',
  '＋': '+',
  '－': '-',
  '−': '-',
}

const toPlain = (char: string): string => {
  const code = char.codePointAt(0)!
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0)
  return WIDE[char] ?? SINGLE.get(char) ?? char
}

/* But for U+202E: the digits behind it are shown in the other direction. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202d\u2060-\u2064\ufeff]/gu
const SPACE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\v\f]/gu
const CHANGED = new RegExp(`[\uff10-\uff19${Object.keys(WIDE).join('')}${TRADITIONAL}]`, 'gu')

/* A reading printed behind each rare character: 公務(wù). */
const READING = /(?<=[\u4e00-\u9fff])\([a-z\u00e0-\u01dc]{1,6}\)/gu

/**
 * One spelling for what is printed in several: full-width digits and punctuation, odd spaces, and the traditional
 * characters of the forms' labels (mirrors of mainland pages print them). Line ends become `\n`. Length may change.
 */
export const normalise = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(INVISIBLE, '')
    .replace(SPACE, ' ')
    .replace(CHANGED, toPlain)
    .replace(READING, '')

/** Without any white space: how labels and cells are compared. */
export const compact = (text: string): string => text.replace(/\s+/gu, '')
